/** Moves the clock of this whole process forward: its store's and its tokens' too, only its timers keep their pace. */
let offset = 0
const own = Date.now.bind(Date)

export function moveClock(ms: number): void {
  offset += ms
}

globalThis.Date = class extends Date {
  constructor(...given: [] | [number | string | Date]) {
    super(given.length === 0 ? own() + offset : given[0])
  }
  static override now(): number {
    return own() + offset
  }
} as DateConstructor
