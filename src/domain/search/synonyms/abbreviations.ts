import { groups, type SynonymGroup } from './group.ts'
import { MDN, WIKIPEDIA } from './sources.ts'

/** Abbreviations of work with software and of business, and what they stand for. Those of a field are in its file. */
export const ABBREVIATIONS: readonly SynonymGroup[] = [
  // How software is made.
  ...groups(
    WIKIPEDIA,
    `
    tdd, test driven development | ko 테스트 주도 개발 | zh 测试驱动开发, 測試驅動開發 | ja テスト駆動開発
    bdd, behavior driven development
    ddd, domain driven design | ko 도메인 주도 설계 | zh 领域驱动设计, 領域驅動設計 | ja ドメイン駆動設計
    mvp, minimum viable product
    prd, product requirements document, product spec | ko 제품 요구사항 문서 | zh 产品需求文档, 產品需求文件
    adr, architecture decision record, architectural decision record
    qa, quality assurance | de qualitätssicherung | es control de calidad, aseguramiento de calidad
      | fr assurance qualité | ko 품질 보증 | zh 质量保证, 品質保證 | ja 品質保証
  `,
  ),
  ...groups(
    MDN,
    `
    i18n, internationalization | de internationalisierung | es internacionalización | fr internationalisation
      | ko 국제화, 다국어 | zh 国际化, 國際化, 多语言, 多語言 | ja 国際化, 多言語対応
    l10n, localization | de lokalisierung | es localización | fr localisation | ko 현지화 | zh 本地化, 在地化
      | ja ローカライズ, ローカライゼーション
    a11y, accessibility, wcag | de barrierefreiheit | es accesibilidad | fr accessibilité | ko 접근성
      | zh 无障碍, 無障礙, 可访问性 | ja アクセシビリティ
    rest api, restful api, restful
  `,
  ),

  // How a business is run and its wares are sold.
  ...groups(
    WIKIPEDIA,
    `
    pr, public relations | de öffentlichkeitsarbeit | es relaciones públicas | fr relations publiques | ko 홍보
      | zh 公关, 公共關係 | ja 広報
    hr, human resources, personnel | de personalwesen, personalabteilung | es recursos humanos, rrhh
      | fr ressources humaines, rh | ko 인사, 인사관리 | zh 人力资源, 人力資源 | ja 人事
    crm, customer relationship management | de kundenverwaltung | es gestión de clientes
      | fr relation client, gestion clients | ko 고객 관리 | zh 客户管理, 客戶管理, 客户关系管理 | ja 顧客管理
    cms, content management system
    okr, objectives and key results
    seo, search engine optimization | de suchmaschinenoptimierung | es posicionamiento web | fr référencement
      | ko 검색엔진 최적화 | zh 搜索引擎优化, 搜尋引擎最佳化 | ja 検索エンジン最適化, seo対策
    geo, generative engine optimization, aeo, answer engine optimization
    cro, conversion rate optimization, conversion optimization | zh 转化率优化, 轉換率最佳化
    faq, frequently asked questions | de häufige fragen | es preguntas frecuentes
      | fr foire aux questions, questions fréquentes | ko 자주 묻는 질문 | zh 常见问题, 常見問題 | ja よくある質問
    gdpr, general data protection regulation | de dsgvo, datenschutzgrundverordnung | es rgpd
    kpi, key performance indicator | de kennzahl, kennzahlen | es indicador clave | fr indicateur clé
      | ko 핵심 성과 지표 | zh 关键绩效指标, 關鍵績效指標 | ja 重要業績評価指標
  `,
  ),
]
