// The engine's badge of a node under a name of its own: the terminal library has a Badge too, and the
// module Engine cannot qualify its types, since a class of that name is in it.

package import struct Engine.Badge

package typealias NodeBadge = Badge
