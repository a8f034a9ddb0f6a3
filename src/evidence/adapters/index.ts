import type { Adapter } from '../evidence.ts'
import { plain } from './plain.ts'

/** In the order in which they are asked whether a file is theirs: what is easily mistaken comes last. */
export const ADAPTERS: readonly Adapter[] = [plain]
