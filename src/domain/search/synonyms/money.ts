import { groups, type SynonymGroup } from './group.ts'
import { ETHEREUM, WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** Invoices, banks, taxes, shops, shares and coins. */
export const MONEY: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    invoice, bill | de rechnung, rechnungen | es factura, facturas | fr facture, factures | ko 송장, 청구서, 인보이스
      | zh 发票, 發票, 账单, 帳單 | ja 請求書, インボイス
    receipt, proof of purchase | de quittung, beleg, kassenbon | es recibo, recibos | fr reçu, ticket de caisse
      | ko 영수증 | zh 收据, 收據, 小票 | ja 領収書, レシート
    money, cash | de geld, bargeld | es dinero, efectivo | fr argent | ko 돈, 현금 | zh 金钱, 金錢, 现金, 現金
      | ja お金
    price, cost, pricing | de preis, preise, kosten | es precio, precios, coste, costo | fr prix, coût, tarif
      | ko 가격, 비용 | zh 价格, 價格, 费用, 費用 | ja 価格, 値段, 料金
    discount, coupon, voucher, promo code, deal | de rabatt, gutschein, gutscheine, schnäppchen
      | es descuento, descuentos, cupón, oferta | fr remise, bon plan | ko 할인, 쿠폰, 특가
      | zh 折扣, 优惠, 優惠, 优惠券, 優惠券 | ja 割引, クーポン, セール
    subscription, recurring payment, membership | de abonnement, abo, mitgliedschaft | es suscripción, suscripciones
      | fr abonnements | ko 구독, 정기 결제 | zh 订阅, 訂閱 | ja サブスク, サブスクリプション, 定期購入
    online shop, online store, ecommerce, e-commerce, web shop | de onlineshop, onlinehandel
      | es tienda online, comercio electrónico | fr boutique en ligne | ko 쇼핑몰, 전자상거래, 온라인 쇼핑
      | zh 电商, 電商, 网店, 電子商務 | ja 通販, ネットショップ, ecサイト
    shopping, shop | de einkaufen, einkauf | es compras | fr achats, faire les courses | ko 쇼핑, 장보기
      | zh 购物, 購物 | ja 買い物, ショッピング
    payment, pay, checkout | de zahlung, zahlungen, bezahlen | es pago, pagos, pagar | fr paiement, paiements, payer
      | ko 결제, 지불 | zh 支付, 付款 | ja 支払い, 決済
    accounting, bookkeeping, ledger | de buchhaltung, buchführung | es contabilidad | fr comptabilité
      | ko 회계, 장부, 부기 | zh 会计, 會計, 记账, 記帳 | ja 会計, 経理, 簿記, 帳簿
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    tax, tax return, tax filing, taxes | de steuer, steuern, steuererklärung
      | es impuesto, impuestos, declaración de la renta | fr impôt, impôts, déclaration de revenus
      | ko 세금, 세무, 연말정산 | zh 税务, 稅務, 报税, 報稅 | ja 税金, 確定申告, 税務
    budget, personal finance, expense tracking, spending | de haushaltsbuch, ausgaben
      | es presupuesto, gastos, finanzas personales | fr dépenses, finances personnelles | ko 예산, 가계부, 지출
      | zh 预算, 預算, 开支, 支出 | ja 予算, 家計簿
    expense report, expenses, reimbursement, expense claim | de spesen, spesenabrechnung, reisekosten
      | es reembolso, informe de gastos | fr note de frais, remboursement | ko 경비, 지출 결의서 | zh 报销, 報銷
      | ja 経費, 経費精算
    bank account, banking, bank | de bankkonto, konto | es cuenta bancaria, banco | fr banque, compte bancaire
      | ko 은행, 계좌 | zh 银行, 銀行, 账户 | ja 口座
    finance, financial | de finanzen | es finanzas, financiero | fr financier, financière | ko 금융, 재무
      | zh 金融, 财务, 財務
    stock market, stocks, equities, share price, stock price | de aktie, aktien, aktienkurs, aktienkurse, börse
      | es bolsa, bolsa de valores | fr bourse, cours de bourse | ko 주식, 주가, 증시 | zh 股票, 股市, 股价, 股價
      | ja 株式, 株価
    investing, investment, invest | de investieren, geldanlage, anlegen | es inversión, inversiones, invertir
      | fr investissement, investir | ko 투자 | zh 投资, 投資
    trading, trader, day trading | de börsenhandel | es operar en bolsa | ko 매매, 트레이딩 | zh 交易, 炒股
      | ja 取引, トレード
    earnings, quarterly results, earnings report | de quartalszahlen | es resultados trimestrales
      | fr résultats trimestriels | ko 실적, 실적 발표 | zh 财报, 財報 | ja 決算
    etf, exchange traded fund, index fund | de indexfonds | es fondo cotizado, fondo indexado | fr fonds indiciel
      | ko 상장지수펀드 | zh 指数基金, 指數基金 | ja 上場投資信託, 投資信託
    fx, forex, foreign exchange, exchange rate, currency conversion | de wechselkurs, wechselkurse, währung
      | es tipo de cambio, divisas | fr taux de change, devises | ko 환율, 환전, 외환 | zh 汇率, 匯率, 外汇, 外匯
      | ja 為替, 為替レート, 外貨
    crypto, cryptocurrency, digital currency | de kryptowährung, kryptowährungen | es criptomoneda, criptomonedas
      | fr cryptomonnaie, cryptomonnaies | ko 암호화폐, 가상화폐, 코인 | zh 加密货币, 加密貨幣, 虚拟货币
      | ja 暗号資産, 仮想通貨
    bitcoin, btc | ko 비트코인 | zh 比特币, 比特幣 | ja ビットコイン
    solana, sol | ko 솔라나
  `,
  ),
  ...groups(
    ETHEREUM,
    `
    ethereum, eth, ether | ko 이더리움 | zh 以太坊 | ja イーサリアム
    wallet, crypto wallet | de geldbörse | es billetera, monedero | fr portefeuille | ko 지갑 | zh 钱包, 錢包
      | ja ウォレット
    blockchain, web3, onchain, on chain | ko 블록체인 | zh 区块链, 區塊鏈 | ja ブロックチェーン
    defi, decentralized finance | ko 디파이, 탈중앙화 금융 | zh 去中心化金融 | ja 分散型金融
  `,
  ),
]
