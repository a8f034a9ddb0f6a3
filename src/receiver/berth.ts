interface Ship {
  readonly mine: (bytes: Buffer) => void
  readonly giveWay: () => void
}

/**
 * The one place for a large body: the same memory each time, since what is given back to the garbage collector stays ours for a
 * while, and strangers could fill that while. Others wait in line, their senders with them; who dawdles gives way to them.
 */
export function berth(size: number, patienceMs: number) {
  // Until the first large body it costs nothing.
  let bytes: Buffer | null = null
  const line: Ship[] = []
  let since = 0
  let timer: NodeJS.Timeout | undefined

  function begin(): void {
    bytes ??= Buffer.allocUnsafeSlow(size)
    since = performance.now()
    hurry()
    line[0]?.mine(bytes)
  }
  function hurry(): void {
    clearTimeout(timer)
    if (line.length < 2) return
    timer = setTimeout(() => line[0]?.giveWay(), Math.max(0, since + patienceMs - performance.now()))
  }
  function leave(ship: Ship): void {
    const at = line.indexOf(ship)
    if (at < 0) return
    line.splice(at, 1)
    if (at === 0 && line.length > 0) begin()
    else hurry()
  }

  return {
    /** `mine` is called once the place is free; what this returns gives up the place, or the wait for it. */
    enter: (mine: (bytes: Buffer) => void, giveWay: () => void): (() => void) => {
      const ship = { mine, giveWay }
      line.push(ship)
      if (line.length === 1) begin()
      else if (line.length === 2) hurry()
      return () => leave(ship)
    },
  }
}
