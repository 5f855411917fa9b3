import ArgumentParser

@main
struct Backhaul: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "backhaul")
}
