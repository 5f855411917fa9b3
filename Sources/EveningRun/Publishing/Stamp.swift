import Foundation

func stamp(_ what: String) {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  var cpu = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu)
  let line = "STAMP \(what) wall \(Double(time.tv_sec % 100000) + Double(time.tv_nsec) / 1e9) cpu \(Double(cpu.tv_sec) + Double(cpu.tv_nsec) / 1e9)\n"
  write(2, line, line.utf8.count)
}
