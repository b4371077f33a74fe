import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Work, hiring, markets and deliveries. */
export const JOBS: readonly Relation[] = words(
  WIKTIONARY,
  `
    job, career, work | de arbeit, beruf, stelle, stellen, jobsuche, karriere | es trabajo, empleo, empleos,
      carrera profesional, puesto | fr emploi, emplois, carrière, métier, poste | pt trabalho, emprego, vaga,
      vagas, carreira | it lavoro, impiego, carriera | ko 직업, 취업, 구직, 업무, 이직, 채용 | zh 工作, 职业, 求职, 招聘, 就业, 職業
      | ja 仕事, 就職, 転職, 求人
    resume, cv | de lebenslauf, lebensläufe | es currículum, currículo, hoja de vida | fr parcours professionnel
      | ko 이력서, 경력 | zh 简历, 履历, 履歷, 簡歷 | ja 履歴書, 職務経歴書
    cover letter | de bewerbungsschreiben, motivationsschreiben, anschreiben | es carta de presentación
      | fr lettre de motivation | pt carta de apresentação | it lettera di presentazione | ko 자기소개서, 자소서 | zh 求职信,
      自荐信 | ja 志望動機, 自己紹介
    interview | de vorstellungsgespräch, bewerbungsgespräch, gesprächsleitfaden | es entrevista, entrevistas
      | fr entretien, entretiens, entretien d'embauche | it colloquio, colloqui, intervista | ko 면접, 인터뷰 | zh 面试,
      採訪, 采访, 面試 | ja 面接, 取材, インタビュー
    hiring, recruiting | de einstellen, personalsuche, mitarbeiter | es contratar, contratación, empleados,
      reclutamiento | fr recruter, recrutement, embauche, salariés | pt contratação, recrutamento | it assumere,
      assunzione, dipendenti | ko 채용, 인사, 직원, 구인 | zh 招聘, 招人, 人事, 员工 | ja 採用, 社員
    team, collaboration | de mannschaft, zusammenarbeit, kollegen | es equipo, equipos, colaboración, compañeros
      | fr équipe, équipes, collègues | pt colaboração | it squadra, collaborazione, colleghi | ko 협업, 동료, 팀원
      | zh 团队, 协作, 合作, 同事, 團隊 | ja 共同作業, 協力, 同僚, チーム
    strategy, competitor | de strategie, wettbewerber, konkurrenz | es estrategia, estrategias, competencia,
      competidores | fr concurrence, concurrents | pt concorrência, concorrentes | it strategia, concorrenza,
      concorrenti | ko 전략, 경쟁사 | zh 策略, 战略, 竞争对手, 競爭, 竞品 | ja 戦略, 競合
    market, market research | de marktforschung, märkte, markt | es mercado, mercados, estudio de mercado
      | fr marché, marchés, étude de marché | it mercato, mercati, ricerca di mercato | ko 시장, 시장조사 | zh 市场, 市場,
      市场调研 | ja 市場調査, マーケット
    startup, founder | de gründer, gründung, geschäftsidee | es emprendimiento, emprendedor, fundador
      | fr jeune pousse, fondateur, création d'entreprise | pt empreendedor | it imprenditore, fondatore | ko 창업,
      스타트업 | zh 创业, 創業, 初创 | ja 起業, スタートアップ
    proposal, quote, offer | de kostenvoranschlag, vorschlag | es propuesta, propuestas, presupuesto, cotización
      | fr devis, proposition, propositions | pt proposta, propostas, orçamento | it preventivo, proposte
      | ko 제안서, 견적, 견적서 | zh 提案, 报价单, 方案, 報價 | ja 提案書, 見積書, 見積もり
    newsletter | de rundbrief, mitteilungsblatt | es boletín, boletines | fr infolettre, lettre d'information
      | pt boletim | it bollettino | ko 뉴스레터, 소식지 | zh 通讯, 电子报, 電子報 | ja メルマガ, ニュースレター
    customer support, complaint | de kundendienst, beschwerde, beschwerden, reklamation | es atención al cliente,
      queja, quejas, reclamación | fr service client, plainte, réclamation, plaintes | pt atendimento, reclamação
      | it assistenza clienti, reclamo, reclami | ko 고객지원, 고객센터, 불만, 민원 | zh 客服, 投诉, 售后 | ja 顧客対応, 苦情, クレーム
    inventory, warehouse | de lagerbestand, bestand | es inventario, almacén, existencias | fr inventaire,
      entrepôt | pt estoque, armazém | it magazzino, scorte | ko 재고, 창고 | zh 库存, 仓库, 庫存 | ja 在庫, 倉庫
    package, parcel, delivery | de paket, pakete, sendung, lieferung, lieferdienst | es paquete, paquetes,
      entrega, entregas, reparto | fr colis, livraison, livraisons | pt pacote, encomenda | it pacco, pacchi,
      consegna, spedizione | ko 택배, 배송, 소포, 배달 | zh 快递, 包裹, 配送, 物流, 快遞, 外卖 | ja 荷物, 配達, 宅配
  `,
)
