import { expect, it } from 'vitest'
import { wantedOf } from '../../src/checking/targets.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { CLEAN } from './documents.ts'

const elsewhere = parse(CLEAN.replace('Reject a lag', 'acme/secret: Reject a lag'))

it('asks for each DRI where their action goes', () => {
  expect(wantedOf([elsewhere], 'Acme/Shop', 'all')).toEqual(
    new Map([
      ['acme/secret', new Set(['grace'])],
      ['acme/shop', new Set(['ada'])],
    ]),
  )
})

it('asks nothing about other repositories on behalf of a fork', () => {
  expect(wantedOf([elsewhere], 'Acme/Shop', 'home')).toEqual(new Map([['acme/shop', new Set(['ada'])]]))
})
