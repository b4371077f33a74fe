import type { PublisherTexts } from '../en/publisher.ts'

export const publisherKo: PublisherTexts = {
  titleFor: (handle) => `${handle}의 스킬`,
  kinds: {
    github: 'GitHub 계정입니다. 스킬은 이 계정의 저장소에서 읽었습니다.',
    site: '카탈로그를 제공하는 호스트입니다. 스킬은 그곳에서 읽었습니다.',
    local: '이 레지스트리의 운영자가 추가했습니다.',
  },
  gone: 'GitHub에 이 계정이 더 이상 없습니다.',
  verified: '확인됨',
  verifiedSince: '자기 워크플로로 게시한 때:',
  name: '이름',
  githubId: (id) => `계정 번호 ${id}(이름이 바뀌어도 같음)`,
  skills: '스킬',
  since: '등록일',
  none: '검색할 수 있는 스킬이 없습니다.',
}
