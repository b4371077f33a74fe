import * as z from 'zod'
import { REFUSALS, type IssuerRules as Rules } from '../../../domain/authors/issuer.ts'
import { isStorable } from '../../../domain/text/text.ts'

const Claim = z.string().regex(/^[\w.:/-]{1,100}$/, 'must be the name of a claim')
const https = z.url({ protocol: /^https$/, error: 'must be an https address' })
const text = (max: number) => z.string().min(1).max(max).refine(isStorable, 'must be valid text')

/** How the tokens of an issuer are read, as its row has it. */
export const IssuerRules = z.strictObject({
  host: z.string().regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/, 'must be a host such as gitlab.com'),
  claims: z.strictObject({
    ...{ repository: Claim, repository_id: Claim, owner_id: Claim, ref: Claim, ref_type: Claim.nullable() },
    ...{ sha: Claim, workflow: Claim, run_id: Claim, run_attempt: Claim.nullable(), event: Claim },
  }),
  refuse: z
    .array(
      z.strictObject({
        claim: Claim,
        is: z.enum(['one_of', 'none_of']),
        values: z.array(text(200)).min(1).max(20),
        code: z.enum(REFUSALS),
        why: text(300),
      }),
    )
    .min(1, 'must refuse what others may run: pull or merge requests')
    .max(20),
}) satisfies z.ZodType<Rules>

/** A row of `oidc_issuers`. */
export const NewIssuer = z
  .strictObject({
    issuer: https
      .max(300)
      .refine((value) => !value.endsWith('/'), 'must be the `iss` of the tokens, without a slash at its end'),
    jwks_uri: https.max(500),
    kind: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/, 'must be a short word such as gitlab'),
    rules: IssuerRules,
  })
  .refine(({ kind, rules }) => (kind === 'github') === (rules.host === 'github.com'), {
    path: ['kind'],
    message: 'must be github for the host github.com, and only for that',
  })
  .refine(({ kind }) => kind !== 'catalog', { path: ['kind'], message: 'must not be catalog' })
