/**
 * The one place for a large body: the same memory each time, since what is given back to the garbage collector stays ours for a
 * while, and strangers could fill that while. Others wait in line, their senders with them.
 */
export function berth(size: number) {
  // Until the first large body it costs nothing.
  let bytes: Buffer | null = null
  const line: ((bytes: Buffer) => void)[] = []

  function begin(): void {
    bytes ??= Buffer.allocUnsafeSlow(size)
    line[0]?.(bytes)
  }

  return {
    /** Calls back once the place is free; what it returns gives up the place, or the wait for it. */
    enter: (mine: (bytes: Buffer) => void): (() => void) => {
      line.push(mine)
      if (line.length === 1) begin()
      return () => {
        const at = line.indexOf(mine)
        if (at < 0) return
        line.splice(at, 1)
        if (at === 0 && line.length > 0) begin()
      }
    },
  }
}
