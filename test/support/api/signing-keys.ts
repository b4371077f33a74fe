/** The key of RFC 8037, whose thumbprint stands there too, and that of RFC 8410. Everybody knows them. */
export const FIRST_KEY = {
  pkcs8: 'MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
}
export const SECOND_KEY = {
  pkcs8: 'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC',
  x: 'Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE',
  kid: '3YZxBJ12jO3n_mXt_q-j_Z-TFP1vt-NiI3OCf-fEnHQ',
}

/** The settings of a registry that signs with the first key. */
export const SIGNS = { SIGNING_KEY: FIRST_KEY.pkcs8 }

/** The key set that such a registry publishes. */
export const keySetOf = (...keys: readonly { x: string; kid: string }[]) => ({
  keys: keys.map(({ x, kid }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'Ed25519' })),
})
