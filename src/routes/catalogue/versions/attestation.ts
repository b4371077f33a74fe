import { Hono } from 'hono'
import { findAttestedVersion } from '../../../db/authors/attested-version.ts'
import { statementOf } from '../../../domain/authors/statement.ts'
import { compactText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { skillRef, skillTags, versionRef } from '../../../http/input/skill-ref.ts'
import { validate } from '../../../http/input/validate.ts'
import { Envelope, envelopeOf } from '../../../http/signing/dsse.ts'
import { signerOf } from '../../../http/signing/signing-keys.ts'
import { VersionParam } from './versions.ts'

export const attestations = new Hono<AppEnv>().get(
  '/:ref/versions/:version/attestation',
  describe({
    id: 'getAttestation',
    tag: 'catalogue',
    summary: 'Get the signed statement of where a version comes from',
    details:
      'An in-toto statement with SLSA provenance, in a DSSE envelope that the key of the registry signs. Its subjects are the digest of the files and those of the archives.',
    ok: { schema: Envelope },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 60, tags: skillTags }),
  validate('param', VersionParam),
  async (c) => {
    const { ref, version } = c.req.valid('param')
    const { SIGNING_KEY } = c.var.config
    if (SIGNING_KEY === undefined)
      throw new Failure('not_found', 'This registry has no signing key, so it has no attestations.')
    const attested = found(
      await findAttestedVersion(c.var.db, skillRef(ref), versionRef(version)),
      'version',
      `${ref} ${version}`,
    )
    return compactText(c, JSON.stringify(await envelopeOf(statementOf(attested), await signerOf(SIGNING_KEY))))
  },
)
