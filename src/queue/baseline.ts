import { setFlagsFromString } from 'node:v8'

/**
 * V8's flags that leave WebAssembly as its quick compiler made it. The optimizing one takes 600 MB and seconds for a single
 * function of PGlite (the one that interprets expressions), at every start, and holds 60 MB more of code than it needs.
 */
export const BASELINE = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'] as const

/** From now on; what is compiled already stays as it is. */
export function compileQuickly(): void {
  for (const flag of BASELINE) setFlagsFromString(flag)
}
