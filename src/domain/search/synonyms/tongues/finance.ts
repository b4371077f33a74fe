import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Money, taxes, shares and contracts. */
export const FINANCE: readonly Relation[] = words(
  WIKTIONARY,
  `
    money, finance | de geld, finanzen, finanziell | es dinero, finanzas, financiero | fr argent, financier
      | pt dinheiro, finanças | it denaro, soldi, finanza, finanze | ko 돈을, 금융, 재무, 재정, 돈이 | zh 金融, 财务, 理财, 財務
      | ja お金, 資金
    bank, banking | de bankkonto, kontoauszug, banken | es banco, bancos, bancario | fr banque, banques, bancaire,
      relevé bancaire | pt extrato | it banca, banche, estratto conto | ko 은행, 뱅킹, 계좌 | zh 银行, 銀行 | ja 口座
    expense, expenses | de ausgabe, ausgaben, spesen | es gasto, gastos | fr dépense, dépenses, frais
      | pt despesa, despesas | it spese, costi | ko 지출, 비용, 경비 | zh 支出, 费用, 开支, 報銷, 报销, 花费 | ja 経費, 費用, 出費
    invoice, receipt | de rechnung, rechnungen, beleg, quittung, belege | es facturas, recibo, recibos,
      facturación | fr facture, factures, reçu, facturation | pt fatura, faturas, nota fiscal | it fattura,
      fatture, ricevuta, fatturazione | ko 송장, 청구서, 영수증, 계산서 | zh 发票, 收据, 發票, 账单 | ja 請求書, 領収書, レシート
    tax, taxes | de steuer, steuern, steuererklärung, finanzamt | es impuesto, impuestos, hacienda,
      declaración de la renta | fr impôt, impôts, taxe, fiscalité, fiscal | pt imposto, impostos, imposto de renda
      | it tassa, imposte, fisco | ko 세금, 연말정산, 세무 | zh 税务, 税收, 报税, 個稅 | ja 税金, 確定申告, 税務
    accounting, bookkeeping | de buchhaltung, buchführung | es contabilidad, contable | fr comptabilité, comptable
      | pt contabilidade | it contabilità | ko 회계, 장부, 경리 | zh 会计, 记账, 會計, 记帐 | ja 会計, 経理, 簿記, 帳簿
    stock, shares, investment | de aktie, aktien, börse, aktienkurs, anlage, investieren, geldanlage
      | es acciones, bolsa, inversiones, invertir | fr bourse, investir, investissement | pt ações,
      bolsa de valores, investimento | it azioni, borsa, investire | ko 주식, 증권, 투자, 주가 | zh 股票, 投资, 股市, 投資, a股
      | ja 株価, 株式, 株を
    portfolio, fund | de depot, fonds | es cartera, fondo de inversión, fondos | fr portefeuille | pt carteira,
      fundos | it portafoglio, fondi | ko 포트폴리오, 펀드 | zh 投资组合, 基金 | ja 資産, 投資信託, ポートフォリオ
    cryptocurrency, bitcoin, crypto | de kryptowährung, kryptowährungen, krypto | es criptomoneda, criptomonedas,
      cripto | fr cryptomonnaie, cryptomonnaies | pt criptomoeda, criptomoedas | it criptovaluta, criptovalute
      | ko 암호화폐, 가상화폐, 코인, 비트코인 | zh 加密货币, 比特币, 虚拟货币, 加密貨幣 | ja 仮想通貨, 暗号資産, ビットコイン
    currency, exchange rate | de währung, währungen, wechselkurs | es moneda, divisa, divisas, tipo de cambio
      | fr devise, devises, monnaie, taux de change | pt moeda, câmbio | it valuta | ko 환율, 통화, 환전 | zh 汇率, 货币, 匯率
      | ja 為替, 通貨, 両替
    insurance | de versicherung, versicherungen | es seguro, seguros, póliza | fr assurances | it assicurazione,
      assicurazioni | ko 보험 | zh 保险, 保險 | ja 保険
    contract, legal, law | de vertrag, verträge, recht, rechtlich, gesetz, anwalt | es contrato, contratos, ley,
      leyes, abogado, derecho | fr contrat, contrats, juridique, loi, lois, droit, avocat | pt jurídico, lei,
      advogado | it contratto, contratti, legale, legge, avvocato | ko 계약, 계약서, 법률, 변호사 | zh 合同, 法律, 律师, 合約, 法规
      | ja 契約, 契約書, 弁護士, 法務
  `,
)
