"""Consumer groups as Apache Kafka's own coordinator runs them, for brokers that do it otherwise.

One of the brokers of the tests hands partitions on without waiting for who holds them, another waits for ever for a leader that
has gone. Rules: Kafka's protocol guide and GroupCoordinator; who wants to join first asks for an id (KIP-394); a group that
was empty waits a moment for more members (KIP-134); a rebalance waits for all members until the longest time that one of them
allows itself (KIP-62). A commit counts from a member of this generation, also while the others join, but not between their
joining and the leader's assignment.

Static members (KIP-345) and the protocol of KIP-848 are not here.
"""
import asyncio
import struct
import time
import uuid

COMMIT, JOIN, HEARTBEAT, LEAVE, SYNC = 8, 11, 12, 13, 14
NEWEST = {COMMIT: 7, JOIN: 5, HEARTBEAT: 3, LEAVE: 3, SYNC: 3}
OLD_GENERATION, UNKNOWN_MEMBER, REBALANCING, ID_REQUIRED = 22, 25, 27, 79
EMPTY, PREPARING, COMPLETING, STABLE = "empty", "preparing", "completing", "stable"
FIRST_WAIT = 0.5


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def number(self, form):
        value = struct.unpack_from(">" + form, self.data, self.at)[0]
        self.at += struct.calcsize(">" + form)
        return value

    def text(self):
        length = self.number("h")
        return None if length < 0 else self.take(length).decode()

    def bytes(self):
        return self.take(max(0, self.number("i")))

    def take(self, length):
        self.at += length
        return self.data[self.at - length:self.at]

    def list(self, element):
        return [element() for _ in range(self.number("i"))]


def text(value):
    if value is None:
        return struct.pack(">h", -1)
    data = value.encode()
    return struct.pack(">h", len(data)) + data


def sized(data):
    return struct.pack(">i", len(data)) + data


class Member:
    def __init__(self, name):
        self.name, self.protocols, self.assignment = name, [], b""
        self.session = self.patience = 0
        self.joining = self.syncing = None
        self.seen = time.monotonic()

    def fits(self, protocols):
        return self.protocols == protocols

    def answer(self, kind, value):
        waiting = getattr(self, kind)
        setattr(self, kind, None)
        self.seen = time.monotonic()
        if waiting and not waiting.done():
            waiting.set_result(value)


class Group:
    def __init__(self, name):
        self.name, self.state, self.generation = name, EMPTY, 0
        self.members, self.pending = {}, {}
        self.leader, self.protocol = "", ""
        self.until, self.is_first = 0, False
        self.clock = asyncio.ensure_future(self.watch())

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            now = time.monotonic()
            self.pending = {name: end for name, end in self.pending.items() if end > now}
            for member in list(self.members.values()):
                waits = member.joining or member.syncing
                if not waits and self.state != PREPARING and now - member.seen > member.session:
                    self.say(f"{member.name} was silent for {now - member.seen:.1f} s")
                    self.remove(member.name)
            if self.state == PREPARING:
                self.go_on(now)

    def say(self, words):
        print(f"{time.time():.3f} {self.name} {self.generation} {self.state}: {words}", flush=True)

    async def join(self, client, name, session, patience, protocols, asks):
        if not name:
            name = f"{client}-{uuid.uuid4()}"
            self.pending[name] = time.monotonic() + session
            if asks:
                return ID_REQUIRED, -1, "", "", name, []
        if self.pending.pop(name, None):
            member = self.members[name] = Member(name)
            self.say(f"{name} comes")
        elif name not in self.members:
            return UNKNOWN_MEMBER, -1, "", "", name, []
        else:
            member = self.members[name]
            stays = self.state == COMPLETING or self.state == STABLE and name != self.leader
            if stays and member.fits(protocols):
                return self.joined(member)
        member.protocols, member.session, member.patience = protocols, session, patience
        if self.state != PREPARING:
            self.prepare()
        member.answer("joining", (UNKNOWN_MEMBER, -1, "", "", name, []))
        member.joining = waiting = asyncio.get_running_loop().create_future()
        self.go_on(time.monotonic())
        return await waiting

    def prepare(self):
        for member in self.members.values():
            member.answer("syncing", (REBALANCING, b""))
        self.is_first = self.state == EMPTY
        longest = max((member.patience for member in self.members.values()), default=0)
        self.until = time.monotonic() + (FIRST_WAIT if self.is_first else longest)
        self.state = PREPARING
        self.say("waits for all to join")

    def go_on(self, now):
        if self.state != PREPARING:
            return
        all_here = not self.pending and all(member.joining for member in self.members.values())
        if now < self.until and (self.is_first or not all_here):
            return
        self.members = {name: member for name, member in self.members.items() if member.joining}
        self.generation += 1
        if not self.members:
            self.state = EMPTY
            self.say("nobody is left")
            return
        self.state = COMPLETING
        if self.leader not in self.members:
            self.leader = next(iter(self.members))
        known = [{name for name, _ in member.protocols} for member in self.members.values()]
        shared = set.intersection(*known)
        self.protocol = next(name for name, _ in self.members[self.leader].protocols if name in shared)
        self.say(f"{len(self.members)} have joined, {self.leader} leads")
        for member in self.members.values():
            member.assignment = b""
            member.answer("joining", self.joined(member))

    def joined(self, member):
        all_members = []
        if member.name == self.leader:
            all_members = [(each.name, dict(each.protocols)[self.protocol]) for each in self.members.values()]
        return 0, self.generation, self.protocol, self.leader, member.name, all_members

    def refusal(self, generation, name):
        if name not in self.members:
            return UNKNOWN_MEMBER
        if generation != self.generation:
            return OLD_GENERATION
        self.members[name].seen = time.monotonic()
        return 0

    async def sync(self, generation, name, assignments):
        refusal = self.refusal(generation, name)
        if refusal or self.state == PREPARING:
            return refusal or REBALANCING, b""
        member = self.members[name]
        if self.state == STABLE:
            return 0, member.assignment
        member.answer("syncing", (REBALANCING, b""))
        member.syncing = waiting = asyncio.get_running_loop().create_future()
        if name == self.leader:
            self.state = STABLE
            self.say("has its assignment")
            for each in self.members.values():
                each.assignment = assignments.get(each.name, b"")
                each.answer("syncing", (0, each.assignment))
        return await waiting

    def heartbeat(self, generation, name):
        return self.refusal(generation, name) or (REBALANCING if self.state == PREPARING else 0)

    def commit(self, generation, name):
        """Of somebody who is no member, as a tool that moves offsets: while there are none."""
        if generation < 0 and not self.members:
            return 0
        refusal = self.refusal(generation, name) or (REBALANCING if self.state == COMPLETING else 0)
        if refusal:
            self.say(f"refuses a commit of {name} in generation {generation}: {refusal}")
        return refusal

    def remove(self, name):
        if self.pending.pop(name, None):
            return 0
        member = self.members.pop(name, None)
        if not member:
            return UNKNOWN_MEMBER
        member.answer("joining", (UNKNOWN_MEMBER, -1, "", "", name, []))
        member.answer("syncing", (UNKNOWN_MEMBER, b""))
        self.say(f"{name} goes")
        if self.state != PREPARING:
            self.prepare()
        self.go_on(time.monotonic())
        return 0


class Groups:
    """Answers requests about members; commits that may be go on to the broker, as of nobody, for it knows no members."""

    def __init__(self):
        self.groups = {}

    def takes(self, key):
        return key in NEWEST

    def group(self, name):
        if name not in self.groups:
            self.groups[name] = Group(name)
        return self.groups[name]

    async def answer(self, key, version, client, body):
        """The body of the answer, and nil; or nil, and the body that the broker is to get."""
        if version > NEWEST[key]:
            raise ConnectionError(f"version {version} of request {key} is not known here")
        request = Reader(body)
        group = self.group(request.text())
        if key == COMMIT:
            return self.commit(group, request, version)
        kinds = {JOIN: self.join, SYNC: self.sync, HEARTBEAT: self.heartbeat, LEAVE: self.leave}
        return await kinds[key](group, request, version, client), None

    async def join(self, group, request, version, client):
        session = request.number("i") / 1000
        patience = request.number("i") / 1000 if version >= 1 else session
        name = request.text()
        if version >= 5:
            request.text()
        request.text()
        protocols = request.list(lambda: (request.text(), request.bytes()))
        error, generation, protocol, leader, name, members = await group.join(
            client, name, session, patience, protocols, version >= 4)
        listed = b"".join(
            text(each) + (text(None) if version >= 5 else b"") + sized(metadata) for each, metadata in members)
        return (struct.pack(">i", 0) if version >= 2 else b"") + struct.pack(">hi", error, generation) + text(
            protocol) + text(leader) + text(name) + struct.pack(">i", len(members)) + listed

    async def sync(self, group, request, version, client):
        generation, name = request.number("i"), request.text()
        if version >= 3:
            request.text()
        assignments = dict(request.list(lambda: (request.text(), request.bytes())))
        error, assignment = await group.sync(generation, name, assignments)
        return self.throttle(version >= 1) + struct.pack(">h", error) + sized(assignment)

    async def heartbeat(self, group, request, version, client):
        return self.throttle(version >= 1) + struct.pack(
            ">h", group.heartbeat(request.number("i"), request.text()))

    async def leave(self, group, request, version, client):
        if version < 3:
            return self.throttle(version >= 1) + struct.pack(">h", group.remove(request.text()))
        names = request.list(lambda: (request.text(), request.text()))
        gone = b"".join(
            text(name) + text(instance) + struct.pack(">h", group.remove(name)) for name, instance in names)
        return self.throttle(True) + struct.pack(">hi", 0, len(names)) + gone

    def commit(self, group, request, version):
        if version == 0:
            return None, request.data
        error = group.commit(request.number("i"), request.text())
        if version >= 7:
            request.text()
        if not error:
            nobody = struct.pack(">i", -1) + text("") + (text(None) if version >= 7 else b"")
            return None, text(group.name) + nobody + request.data[request.at:]
        if 2 <= version <= 4:
            request.number("q")

        def partition():
            number = request.number("i")
            request.take({1: 16, 6: 12, 7: 12}.get(version, 8))
            request.text()
            return number

        topics = request.list(lambda: (request.text(), request.list(partition)))
        refused = b"".join(
            text(name) + struct.pack(">i", len(places)) + b"".join(
                struct.pack(">ih", place, error) for place in places) for name, places in topics)
        return self.throttle(version >= 3) + struct.pack(">i", len(topics)) + refused, None

    @staticmethod
    def throttle(has_it):
        return struct.pack(">i", 0) if has_it else b""
