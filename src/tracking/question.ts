/** A GraphQL request put together from parts, its values always variables and never part of the text. */
export class Question {
  readonly #variables: Record<string, { readonly type: string; readonly value: unknown }> = {}
  readonly #fields: string[] = []

  /** The variable that stands for the value. */
  value(type: 'String!' | 'String' | 'Int!' | '[String!]', value: unknown): string {
    const name = `v${Object.keys(this.#variables).length}`
    this.#variables[name] = { type, value }
    return `$${name}`
  }

  add(field: string): void {
    this.#fields.push(field)
  }

  get text(): string {
    const declared = Object.entries(this.#variables).map(([name, { type }]) => `$${name}: ${type}`)
    return `query ${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${this.#fields.join('\n')} }`
  }

  get variables(): Readonly<Record<string, { readonly type: string; readonly value: unknown }>> {
    return this.#variables
  }

  get values(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#variables).map(([name, { value }]) => [name, value]))
  }
}
