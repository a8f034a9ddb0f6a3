/** A GraphQL request put together from parts, its values always variables and never part of the text. */
export class Question {
  readonly #declared: string[] = []
  readonly #values: Record<string, unknown> = {}
  readonly #fields: string[] = []

  /** The variable that stands for the value. */
  value(type: 'String!' | 'String' | 'Int!' | '[String!]', value: unknown): string {
    const name = `v${this.#declared.length}`
    this.#declared.push(`$${name}: ${type}`)
    this.#values[name] = value
    return `$${name}`
  }

  add(field: string): void {
    this.#fields.push(field)
  }

  get empty(): boolean {
    return this.#fields.length === 0
  }

  get text(): string {
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : ''
    return `query ${declared} { ${this.#fields.join('\n')} }`
  }

  get values(): Record<string, unknown> {
    return this.#values
  }
}
