import type { BoardsTexts, CategoriesTexts } from '../en/browse.ts'

const n2 = (n: number) => n.toLocaleString('ko')

export const categoriesKo: CategoriesTexts = {
  title: '카테고리',
  lead: '모든 스킬은 하나의 카테고리에 속하며, 그 안에서 다른 스킬과 비교됩니다.',
  seeTags: '태그별로 보기',
  seeCategories: '카테고리별로 보기',
  tags: '태그',
  tagsLead: (n) => `가장 많이 쓰인 태그 ${n2(n)}개입니다.`,
  category: '카테고리',
  tag: '태그',
  board: '순위표',
  searchIn: '이 안에서 검색',
  feed: '새로 올라오거나 바뀐 스킬 피드',
  feedOf: (name) => `새로 올라오거나 바뀐 스킬: ${name}`,
  nothing: '아직 스킬이 없습니다.',
  describes: (name, n) => `${name}: 에이전트 스킬 ${n2(n)}개.`,
}

export const boardsKo: BoardsTexts = {
  title: (category, isPower) => {
    const of = category === null ? '전체 스킬' : category
    return isPower ? `${of}, 파워 순위` : `${of}, 인기 순위`
  },
  describes: '누구나 다시 계산해 볼 수 있는 공개 스킬 순위표.',
  popularityMeans: '스킬이 얼마나 쓰이는지를 봅니다. 별, 최근 30일 사용, 즐겨찾기를 셉니다.',
  powerMeans: '같은 카테고리의 스킬과 비교한 점수입니다. 1000이 평균입니다.',
  orders: { popularity: '인기', power: '파워' },
  order: '순서',
  all: '모든 카테고리',
  day: '날짜',
  show: '보기',
  newest: '최신 순위표',
  none: '이 날짜의 순위표가 없습니다. 전체 순위표는 30일 동안, 매일의 상위 100위는 계속 보관합니다. 집계가 없었던 날은 순위표도 없습니다.',
  built: '작성 시각',
  live: '지금 집계한 순위, 기준 시각',
  build: '빌드',
  data: '이 순위표를 JSON으로',
  prove: '검증하는 방법',
  how: '점수를 계산하는 방법',
  place: '순위',
  day1: '1일',
  day7: '7일',
  skill: '스킬',
  skills: '스킬 수',
  tier: '등급',
  unknown: '그때의 순위를 알 수 없음',
  same: '변동 없음',
  gained: (n) => `${n}계단 상승`,
  lost: (n) => `${n}계단 하락`,
  distribution: '점수 분포',
  distributionMeans: (n) => `파워 점수가 있는 스킬 ${n2(n)}개.`,
  relaxed: '10개 미만이라 등급의 의미가 크지 않습니다.',
  byScore: '파워 점수별 스킬 수',
  byTier: '등급별 스킬 수 (각 카테고리 안에서)',
  inNumbers: '숫자로 보기',
}
