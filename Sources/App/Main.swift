// The `spice` program: the one place that knows every part.

@main enum Main { static func main() {} }
