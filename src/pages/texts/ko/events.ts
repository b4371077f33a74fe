import type { EventsTexts } from '../en/events.ts'

export const eventsKo: EventsTexts = {
  link: '최근에 일어난 일',
  titleFor: (name) => `${name}에 일어난 일`,
  kept: '최근 30일 동안의 일입니다. 웹훅은 같은 일을 바로 알립니다.',
  docs: '알림을 받는 방법',
  none: '최근 30일 동안 아무 일도 없었습니다.',
  older: '이전 항목',
  kinds: {
    act: '작성자가 결정함',
    changed: '스킬이 바뀜',
    version: '버전이 나왔거나 바뀜',
    rank: '스킬의 등급이 바뀜',
    crawled: '파일이 새로 생겼거나, 바뀌었거나, 사라짐',
    finding: '검사가 파일에서 문제를 찾음',
    review: '파일이 검토됨',
    report: '작성자가 이의를 제기함',
    decision: '검토자가 신고나 이의에 대해 결정함',
  },
}
