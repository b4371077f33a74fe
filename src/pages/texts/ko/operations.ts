import type { AlertsTexts, JobsTexts, StatisticsTexts } from '../en/operations.ts'

export const alertsKo: AlertsTexts = {
  title: '경보',
  lead: '지금 잘못된 것. 원인이 없어지면 경보도 사라집니다.',
  none: '문제가 없습니다.',
  batch: '마지막 배치 이후 지난 시간',
  feed: '가장 오래된 미게시 변경이 기다린 시간',
  events: '가장 오래된 이벤트가 기다린 시간',
  lost: '이벤트가 유실되고 있습니다',
  stored: (rate) =>
    `최근 7일 동안 ${rate.toLocaleString('ko', { style: 'percent', maximumFractionDigits: 2 })}가 저장되었습니다`,
  died: '끝나기 전에 중단됨',
}

export const jobsKo: JobsTexts = {
  title: '작업',
  lead: '각 작업의 일정(UTC)과 마지막 실행.',
  partOf: (whole) => `${whole}의 한 단계`,
  run: '지금 실행',
  plan: '할 일이 얼마나 있나?',
  runLead: '실행은 최대 1분이 걸리며, 나머지는 다음 실행이 처리합니다.',
  planned: '지금 실행하면 처리할 것',
  leaseHeld: '다른 실행이 진행 중이라 지금은 실행할 수 없습니다.',
  neverRan: '이 기간에는 실행되지 않았습니다.',
  allRuns: '모든 실행',
  success: '성공한 실행(%)',
  duration: '소요 시간 중앙값(ms)',
  history: 'UTC 날짜별, 소요 시간은 ms',
}

export const statisticsKo: StatisticsTexts = {
  title: '통계',
  events: '이벤트',
  rate: '최근 7일 저장률:',
  noEvents: '이 기간에 들어온 이벤트가 없습니다.',
  received: '받은 이벤트',
  dropped: '버린 이벤트',
  perDay: 'UTC 날짜와 사이트별',
  anonymous: '익명',
  categories: '카테고리',
}
