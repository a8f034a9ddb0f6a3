import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Node hands every piece of a body over in memory of its own, and V8 looks after such memory only once there are 64 MB of it.
const PATIENCE = 4 * 1024 * 1024

type Sweep = (options: { readonly type: 'minor' }) => void
let sweep: Sweep | null = null
let dropped = 0

/**
 * Counts bytes that were read and need not be kept any more, and has them collected while they are few: else whoever
 * sends us large bodies, signed or not, would cost us a hundred megabytes. Small deliveries do not come here.
 */
export function litter(bytes: number): void {
  dropped += bytes
  if (dropped < PATIENCE) return
  dropped = 0
  sweep ??= sweeper()
  sweep({ type: 'minor' })
}

/** V8's own, which Node shows only behind a flag; a minor collection takes about a millisecond. */
function sweeper(): Sweep {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as Sweep
}
