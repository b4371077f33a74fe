export const publisherEn = {
  titleFor: (handle: string) => `Skills by ${handle}`,
  kinds: {
    github: 'An account at GitHub. Its skills were read from its repositories there.',
    site: 'The host of a catalogue, from which its skills were read.',
    local: 'Added by an operator of this registry.',
  },
  gone: 'GitHub no longer has this account.',
  verified: 'Verified',
  verifiedSince: 'Its own workflows publish here, since',
  name: 'Name',
  githubId: (id: number) => `account ${id}, whatever it is called`,
  skills: 'Skills',
  since: 'Here since',
  none: 'It has no skill that can be found.',
}

export type PublisherTexts = typeof publisherEn
