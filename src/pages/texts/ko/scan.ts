import type { ScanTexts } from '../en/scan.ts'

export const scanKo: ScanTexts = {
  title: (version) => `버전 ${version} 보안 검사`,
  notScanned: '아직 검사하지 않음',
  verdicts: { pass: '검사 통과', review: '확인 필요', warn: '경고', malicious: '악성' },
  warned: '최신 버전의 보안 검사에서 경고가 나왔습니다. 설치하기 전에 검사 결과를 확인하세요.',
  nothing: '검사에서 발견된 것이 없습니다.',
  risk: '할 수 있는 일',
  risks: { low: '적음', medium: '보통', high: '많음' },
  powers: {
    network: '네트워크 사용',
    files: '파일 변경',
    credentials: '비밀 정보 읽기',
    execution: '프로그램 실행',
    persistence: '종료 후에도 남음',
  },
  coverage: '검사 범위',
  coverages: { complete: '모든 텍스트 파일', partial: '일부 파일만' },
  unread: {
    too_large: '너무 큼',
    binary: '텍스트가 아님',
    too_deep: '너무 깊이 압축됨',
    budget: '검사 한도 초과',
  },
  scanned: '검사 시각',
  ruleSet: (version) => `규칙 버전 ${version}`,
  severities: { low: '낮음', medium: '보통', high: '높음', critical: '심각' },
  confidence: { low: '불확실', medium: '가능성 높음', high: '확실' },
  notReferred: '이 파일을 참조하는 곳이 없음',
  fix: '해결 방법:',
  decisions: { malicious: '악성.', false_positive: '오탐.', accepted_risk: '위험을 받아들임.' },
  revoked: '철회됨',
}
