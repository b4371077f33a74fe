import { typedCode } from '../../domain/accounts/user-code.ts'
import { keyedHash } from '../../domain/text/hmac.ts'

/** The codes of a login as they are stored: keyed, since a user code is short. */
export const deviceCodes = (secret: string) => {
  const hash = keyedHash(secret)
  return {
    deviceHash: (code: string) => hash(`device code ${code}`),
    userCodeHash: (code: string) => hash(`user code ${typedCode(code)}`),
  }
}
