/**
 * The fields of an issue form, as GitHub writes them into the body: `### Label`, an empty line, the value.
 * `.github/ISSUE_TEMPLATE/incident.yml` asks for these.
 */
const FIELDS = {
  summary:
    /^(what (is|was) happening|what happened|summary|description|what is planned|what is the problem)\b/i,
  launch: /^(launch|go[- ]live|date of (the )?launch)\b/i,
  sprint: /^(sprint|iteration)( name| number)?$/i,
  severity: /^severity\b/i,
  started: /^(started|start|began|impact started|first day)\b/i,
  detected: /^(detected|noticed)\b/i,
  mitigated: /^mitigated\b/i,
  resolved: /^(resolved|ended|last day)\b/i,
  services: /^(affected )?(services?|components?)\b/i,
  impactedUsers: /^(impacted users|users affected|affected users|who is affected|impact)\b/i,
  businessEffect: /^(business effect|business impact)\b/i,
} as const

export type FormField = keyof typeof FIELDS
export type Form = Readonly<Partial<Record<FormField, string>>>

const NO_ANSWER = /^_no response_$/i

export function readForm(body: string): Form {
  const form: Partial<Record<FormField, string>> = {}
  const [before = '', ...parts] = body.replace(/\r\n?/g, '\n').split(/^### +/m)
  for (const part of parts) {
    const [label = '', ...rest] = part.split('\n')
    const value = rest.join('\n').trim()
    const field = fieldOf(label.trim())
    if (field && value !== '' && !NO_ANSWER.test(value)) form[field] ??= value
  }
  // A plain issue without form fields: all that it says is the summary.
  const prose = before.trim()
  if (form.summary === undefined && prose !== '') form.summary = prose
  return form
}

function fieldOf(label: string): FormField | null {
  const fields = Object.keys(FIELDS) as FormField[]
  return fields.find((field) => FIELDS[field].test(label)) ?? null
}
