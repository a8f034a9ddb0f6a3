/** `SEV-1`, `Sev 1`, `S1`, `P1` and `priority 1` as `sev1`, from 0 to 5; null for a name of a team's own. */
export function severityNamed(name: string | null): string | null {
  const digit = /^(?:sev(?:erity)?|s|p|priority)?[\s:_-]*([0-5])\b/i.exec(name?.trim() ?? '')?.[1]
  return digit === undefined ? null : `sev${digit}`
}
