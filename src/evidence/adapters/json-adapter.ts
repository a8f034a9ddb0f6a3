import { firstItems, isFlaw, jsonItems } from '../json-items.ts'
import { teller } from '../tell.ts'
import type { Adapter, Reading, Told } from '../evidence.ts'
import type { JsonItem } from '../json-walk.ts'
import type { Teller } from '../tell.ts'

/** An export in JSON whose elements are read one by one. */
export interface JsonFormat {
  readonly name: string
  readonly title: string
  /** Where the list of elements stands; `[]` for a bare array, one object, or an object per line. */
  readonly path: readonly string[]
  /** True for an element of this format and of no other; of a large one only its start may be there. */
  isOne(item: JsonItem): boolean
  /** Begins a file; what it returns is asked for each element in turn. */
  reader(reading: Reading, teller: Teller): (item: JsonItem) => readonly Told[]
  /** What an element is called when one is none: `a Slack message`. */
  readonly element: string
}

export function jsonAdapter(format: JsonFormat): Adapter {
  return {
    name: format.name,
    title: format.title,
    recognises(sample) {
      if (!/^\s*[[{]/.test(sample.text.slice(0, 1000).replace(/^\uFEFF/, ''))) return false
      const items = firstItems(sample.text, format.path)
      return items.length > 0 && items.filter((item) => format.isOne(item)).length * 2 >= items.length
    },
    async *read(pieces, reading) {
      const tell = teller(reading)
      const told = format.reader(reading, tell)
      for await (const batch of jsonItems(pieces, reading, format.path))
        for (const item of batch) {
          if (isFlaw(item)) yield item
          else if (item.tooLarge || !format.isOne(item)) yield tell.notAn(format.element, item)
          else for (const one of told(item)) yield one
        }
    },
  }
}
