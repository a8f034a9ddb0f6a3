/**
 * What tokens and keys look like. Each shape names where it is published: by whoever issues the token, or by gitleaks
 * (https://github.com/gitleaks/gitleaks, MIT), whose table stands for what issuers do not write down.
 *
 * secretlint was tried instead (13.x, its recommended preset): it reads whole documents, and took 320 µs for a single
 * line, where a million lines have to be read; and of eight invented secrets it let bearer headers, `password=`, JSON Web
 * Tokens and AWS key ids pass.
 *
 * Every expression is linear: repeats are bounded, or begin where no such character stands before them, so that a run is
 * looked at once. A group named `secret` is the part that is masked; without one all of it is.
 */
export interface Shape {
  /** For people: `GitHub token`. */
  readonly kind: string
  readonly source: string
  readonly words: RegExp
}

export const SHAPES: readonly Shape[] = [
  {
    kind: 'GitHub token',
    source: 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
    words: /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{36,244})/g,
  },
  {
    kind: 'GitLab token',
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
    words: /(?<![A-Za-z0-9])gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_.-]{20,300}/g,
  },
  {
    kind: 'Slack token',
    source: 'https://docs.slack.dev/authentication/tokens',
    words: /(?<![A-Za-z0-9])(?:xox[abeoprs](?:\.xox[bp])?-(?=[A-Za-z-]{0,20}\d)[A-Za-z0-9-]{10,300}|xapp-\d-[A-Za-z0-9-]{20,200})/g,
  },
  {
    kind: 'webhook address',
    // Whoever knows the address may post.
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, https://docs.discord.com/developers/resources/webhook, https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    words: /https?:\/\/(?:hooks\.slack(?:-gov)?\.com\/(?<secret>(?:services|workflows|triggers)\/[\w/-]{10,200})|(?:\w{2,20}\.)?discord(?:app)?\.com\/api\/webhooks\/[\w/-]{10,200}|[\w-]{1,100}\.webhook\.office\.com\/[\w@/-]{10,400})/g,
  },
  {
    kind: 'AWS access key',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    words: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'AWS signature',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html',
    words: /X-Amz-(?:Signature|Security-Token)=(?<secret>[A-Za-z0-9%/+=]{20,4000})/gi,
  },
  {
    kind: 'Google key',
    source: 'https://docs.cloud.google.com/docs/authentication/api-keys, gitleaks gcp-api-key',
    words: /(?<![\w-])(?:AIza[\w-]{35}(?![\w-])|ya29\.[\w-]{20,500}|GOCSPX-[\w-]{28})/g,
  },
  {
    kind: 'Stripe key',
    source: 'https://docs.stripe.com/keys',
    words: /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{24,100})/g,
  },
  {
    kind: 'npm token',
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    words: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'PyPI token',
    source: 'https://docs.pypi.org/api/secrets/',
    words: /(?<![A-Za-z0-9])pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}/g,
  },
  {
    kind: 'Docker token',
    source: 'gitleaks; https://docs.docker.com/security/access-tokens/',
    words: /(?<![A-Za-z0-9])dckr_(?:pat|oat)_[\w-]{20,100}/g,
  },
  {
    kind: 'Azure secret',
    source: 'https://learn.microsoft.com/purview/sit-defn-client-secret-api-key, gitleaks azure-ad-client-secret',
    words: /(?<![\w.~-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g,
  },
  {
    kind: 'Azure storage key',
    source: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    words: /(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{40,100}={0,2})/gi,
  },
  {
    kind: 'Azure signature',
    source: 'https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-the-signature',
    words: /[?&]sig=(?<secret>[A-Za-z0-9%/+=]{20,200})/g,
  },
  {
    kind: 'SendGrid key',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys, gitleaks sendgrid-api-token',
    words: /(?<![\w.-])SG\.[\w-]{16,32}\.[\w-]{16,64}/g,
  },
  {
    kind: 'Twilio key',
    source: 'https://www.twilio.com/docs/glossary/what-is-a-sid, gitleaks twilio-api-key',
    words: /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'key of a model provider',
    source: 'gitleaks openai-api-key, anthropic-api-key, huggingface-access-token',
    words: /(?<![A-Za-z0-9-])(?:sk-(?:ant-|proj-|svcacct-|admin-)[\w-]{20,300}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|hf_[A-Za-z]{34}(?![A-Za-z0-9]))/g,
  },
  {
    kind: 'Vault token',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
    words: /(?<![\w.-])hv[sbr]\.[\w-]{24,300}/g,
  },
  {
    kind: 'Grafana token',
    source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/, gitleaks grafana-service-account-token',
    words: /(?<![A-Za-z0-9])(?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,400}={0,3})/g,
  },
  {
    kind: 'DigitalOcean token',
    source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/, gitleaks digitalocean-pat',
    words: /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}/g,
  },
  {
    kind: 'Shopify token',
    source: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens, gitleaks shopify-access-token',
    words: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}/g,
  },
  {
    kind: 'Atlassian token',
    source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/, gitleaks atlassian-api-token',
    words: /(?<![A-Za-z0-9])ATATT3[A-Za-z0-9_=-]{100,300}/g,
  },
  {
    kind: 'Telegram token',
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    words: /(?<![A-Za-z0-9])\d{8,10}:AA[\w-]{32,34}(?![\w-])/g,
  },
  {
    kind: 'JSON Web Token',
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    words: /(?<![\w-])eyJ[\w-]{10,4000}\.eyJ[\w-]{10,8000}\.[\w-]{0,2000}/g,
  },
  {
    kind: 'password in an address',
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    words: /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s:@/?#"'<>]{0,100}:(?<secret>[^\s@"'<>]{1,200})@(?=[\w[%.-])/g,
  },
  {
    kind: 'authorization header',
    source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1, https://www.rfc-editor.org/rfc/rfc7617',
    words: /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:basic|bearer|digest|negotiate|ntlm|token|api-?key|key|hawk|aws4-hmac-sha256) {1,3}(?<secret>(?!\[)[^\s"',;]{8,4000})/gi,
  },
  {
    kind: 'authorization header',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
    // A scheme that nobody knows, or none: a digit shows that these are no words.
    words: /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>(?!\[)(?!(?:basic|bearer|digest|negotiate|ntlm|token|api-?key|key|hawk|aws4-hmac-sha256) )(?:[A-Za-z][\w-]{1,40} {1,3}(?!\[))?(?=[^\s\d"',;]{0,100}\d)[^\s"',;]{8,4000})/gi,
  },
  {
    kind: 'bearer token',
    source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
    words: /\bbearer\s{1,3}["']?(?<secret>(?=[A-Za-z._~+/-]{0,100}\d)[\w.~+/-]{16,4000}={0,2})/gi,
  },
  {
    kind: 'cookie',
    source: 'https://www.rfc-editor.org/rfc/rfc6265#section-4.2, https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude',
    words: /\b(?:set-)?cookie["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>[\w.-]{1,100}=(?!\[)[^\s"',;]{4,4000}(?:; ?[\w.-]{1,100}(?:=[^\s"',;]{0,4000})?){0,50})/gi,
  },
  {
    kind: 'password or key',
    source: 'gitleaks generic-api-key; https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude',
    // `password=…`, `"api_key": "…"`, `DB_PASSWORD='…'`: an equals sign or quotes say that it is a setting and no sentence.
    words: /(?:passw(?:or)?d|passphrase|pwd|secret|api[_-]?key|(?:access|secret|private|account|encryption|signing|auth)[_-]?key|(?:auth|access|refresh|id|session|api|bearer|client|csrf|security)[_-]?token|credentials?)(?:\\?["'])?(?:\s{0,3}=>?\s{0,3}(?:\\?["'])?|\s{0,3}:\s{0,3}\\?["'])(?<secret>(?!\[)(?!(?:null|nil|none|true|false|undefined|empty|redacted|masked|hidden|filtered|secret|password|required|missing|invalid|expired)\b)(?![*x.•-]{3})(?![<${%])[^\s"'`,;&\\)}\]]{4,400})/gi,
  },
  {
    kind: 'password or key',
    source: 'gitleaks generic-api-key',
    // `password: hunter2`, `--password hunter2`, `token=…`: where words may follow as well, a digit shows that it is none.
    words: /(?:(?:passw(?:or)?d|passphrase|pwd|secret|api[_-]?key|(?:access|secret|private|account)[_-]?key|(?:auth|access|refresh|session|api)[_-]?token)(?::\s{0,3}|\s)|\btoken["']?\s{0,3}[:=]\s{0,3}["']?)(?<secret>(?!\[)(?=[^\s\d"'`,;&)}\]]{0,100}\d)[^\s"'`,;&)}\]]{7,400})/gi,
  },
] // prettier-ignore

/**
 * One look that tells whether any shape can be in a text: most lines of a log hold none, and to try all on each took ten
 * times as long.
 */
export const ANY_SHAPE =
  /gh[pousr]_|github_pat_|gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-|xox|xapp-|hooks\.slack|webhook|A(?:KI|SI|BI|CC)A[A-Z2-7]|x-amz-|AIza|ya29\.|GOCSPX|k_live_|k_test_|whsec_|npm_|pypi-|dckr_|Q~|AccountKey|SharedAccess|sig=|SG\.|SK[0-9a-f]{8}|sk-|hf_|hv[sbr]\.|glsa_|glc_|do[opr]_v1|shp(?:at|ca|pa|ss)_|ATATT3|:AA|eyJ|:\/\/[^\s/@]{0,300}@|authorization|bearer|cookie|passw|passphrase|pwd|secret|api[_-]?key|_key|-key|accesskey|privatekey|token|credential|PRIVATE KEY/i
