import type { DocsTexts, ReferenceTexts } from '../en/docs.ts'

const n2 = (n: number) => n.toLocaleString('ko')

export const docsKo: DocsTexts = {
  title: '문서',
  describes: '에이전트 스킬을 찾고 설치하고 검증하고 게시하는 방법, 그리고 레지스트리를 운영하는 방법.',
  onlyEnglish: '이 문서의 본문은 영어로만 제공됩니다.',
  shelves: { use: '스킬 찾기와 설치', publish: '스킬 게시', build: '카탈로그 활용', operate: '레지스트리 운영' },
  contents: '이 페이지의 내용',
  more: '더 보기',
  rules: '스캐너가 찾는 것',
  rulesLead: (n) =>
    `모든 버전을 이 ${n2(n)}개 규칙으로 검사합니다. 결과마다 규칙, 파일, 줄, 일치한 부분을 알려 줍니다.`,
  ruleSet: '규칙 모음 버전',
  severity: '심각도',
  confidence: '확신도',
  why: '왜 중요한가',
  fix: '고치는 방법',
  examples: '예시',
  found: '찾아내는 것',
  leftAlone: '문제 삼지 않는 것',
}

export const referenceKo: ReferenceTexts = {
  title: 'API 레퍼런스',
  lead: '모든 페이지는 누구나 쓸 수 있는 이 API로 만들어집니다.',
  begin: '스킬을 찾고 읽는 방법부터 보세요.',
  document: 'OpenAPI 3.1 문서',
  parameters: '매개변수',
  places: { path: '경로', query: '쿼리', header: '헤더' },
  body: '본문',
  answer: '응답',
  problems: '오류',
  token: '토큰이 필요합니다.',
  optional: '선택',
  or: '또는',
  any: '아무 값',
  listOf: '목록:',
  mapOf: '임의의 이름을 가진 객체, 값:',
  range: (from, to) => (from === to ? from : `${from}~${to}`),
  atLeast: (n) => `최소 ${n}`,
  atMost: (n) => `최대 ${n}`,
  characters: '자',
  items: '개',
  preset: '기본값',
  schemas: '스키마',
  method: '메서드',
  path: '경로',
  does: '하는 일',
}
