import { render } from '../templates.ts'
import type { LeftOut } from './compose.ts'
import type { Held } from './public.ts'

/** Why a sentence is not told. */
export const leftOutWords = ({ rule }: LeftOut): string => render('publishing/left-out', { rule }).trim()

/** What stands in the way of the public version, and the way out. */
export const heldWords = ({ why, rule }: Held): string =>
  render('publishing/held', {
    markers: why === 'markers',
    account: why === 'account',
    link: why === 'link',
    name: why === 'name',
    secret: why === 'secret',
    rule: rule ?? '',
  }).trim()
