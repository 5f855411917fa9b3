import ArgumentParser
import EveningRun

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a workspace: commented settings, and defaults that work.")

  @Argument(help: "The folder to make; it may exist, without a backhaul.yaml.")
  var workspace: String

  @Flag(help: "Print the files made as JSON.")
  var json = false

  func run() throws {
    let created = try reporting { try makeWorkspace(at: workspace) }
    if json {
      Console.print(json: ["workspace": workspace, "created": created])
      return
    }
    Console.print("Made \(workspace):")
    for path in created { Console.print("  \(path)") }
    Console.print("Next: put exports into \(workspace)/inbox and run: backhaul run \(workspace)")
  }
}
