import { expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

const kinds = (...titles: string[]) =>
  parse(`# Kiln 3 cold\n\n${titles.map((title) => `## ${title}\n\nWords.\n`).join('\n')}`)
    .sections.slice(1)
    .map(({ kind }) => kind)

const WHOLE = ['summary', 'impact', 'timeline', 'factors', 'lessons', 'actions', 'thanks']

test.each([
  ['German', ['Zusammenfassung', 'Auswirkungen', 'Zeitleiste', 'Ursachen', 'Lehren', 'Maßnahmen', 'Danksagung']],
  ['German, other words', ['Überblick', 'Folgen', 'Ablauf', 'Beitragende Faktoren', 'Was lief gut', 'Nächste Schritte', 'Dank']],
  ['French', ['Résumé', 'Conséquences', 'Chronologie', 'Causes', 'Leçons', 'Actions', 'Remerciements']],
  ['Spanish', ['Resumen', 'Impacto', 'Cronología', 'Causas', 'Lecciones', 'Acciones', 'Agradecimientos']],
])('a team writes its headings in %s', (_, titles) => expect(kinds(...titles)).toEqual(WHOLE)) // prettier-ignore

test('numbered, in bold, in capitals, with a letter in two pieces, or bare of accents', () =>
  expect(
    kinds('1. Zusammenfassung', '**Ursachen:**', 'MASSNAHMEN', 'Re\u0301sume\u0301', 'Cronologia'),
  ).toEqual(['summary', 'factors', 'actions', 'summary', 'timeline']))

test('a sentence that only begins with such a word is no section', () =>
  expect(kinds('Ursachen gibt es viele', 'Dankbar waren alle', 'Resume of the feed')).toEqual([
    'other',
    'other',
    'other',
  ]))
