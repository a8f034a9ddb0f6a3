import { setFlagsFromString } from 'node:v8'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

/** V8's flags that leave all WebAssembly as its quick compiler made it: for what runs once. */
export const QUICK = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'] as const

// No function has that index.
const NONE = 1_000_000_000
// Ten times V8's own: what only a start or a quiet hour calls is not worth the 30 MB that compiling it again leaves behind.
const BUDGET = 130_000_000

/**
 * PGlite, but for its parser of SQL compiled again by V8's optimizing compiler once it is busy. That parser is a single
 * function of 100 KB, on which the compiler spends 600 MB and two seconds of a core at each start, and which is no faster
 * then. Whether a function counts its own calls is decided where the quick compiler meets it first: so it meets the parser
 * while V8 is told to count none. Should another V8 do otherwise, only the memory is lost (`npm run bench:start` shows it).
 */
export class LeanPGlite extends PGlite {
  constructor(options: PGliteOptions) {
    setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`)
    super(options)
  }

  // The first that PGlite asks of itself once it is up.
  override async _initArrayTypes(options?: { force?: boolean }): Promise<void> {
    setFlagsFromString(`--wasm-tier-up-filter=${NONE}`)
    try {
      await this.exec('') // parsed, and nothing more
    } finally {
      setFlagsFromString('--wasm-tier-up-filter=-1')
    }
    // oxlint-disable-next-line no-underscore-dangle -- PGlite's name for it
    return super._initArrayTypes(options)
  }
}
