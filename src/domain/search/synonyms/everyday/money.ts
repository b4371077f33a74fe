import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKIPEDIA } from '../sources.ts'

/** Earning, saving, buying and betting, in everyday words. */
export const MONEY_WORDS: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    where does my money go, where my money goes, money goes, spend too much, save money, make ends meet,
      end of the month, on a tight budget | de geld sparen, wofür ich geld ausgebe, zu viel ausgeben | es ahorrar,
      ahorrar dinero, en qué gasto, llegar a fin de mes | fr économiser, épargner, fins de mois | pt economizar,
      poupar, gastos, orçamento, onde gasto | it risparmiare, spese, spendo troppo, bilancio familiare | ko 돈 관리,
      돈을 아끼, 절약, 저축 | zh 省钱, 存钱, 花钱, 钱花哪 | ja 節約, 貯金, 無駄遣い
      > budget, personal finance, expenses
    what do i pay for, stop paying for, forgot to cancel, cancel subscriptions, recurring charges, monthly charges,
      paid services | de abos kündigen, kündigen | es cancelar suscripciones | fr résilier, abonnements inutiles
      | ko 구독 해지, 정기결제 | zh 取消订阅, 自动续费 | ja サブスク解約, 解約
      > subscription, recurring payment
    owe me, owe money, split the bill, split a bill, who owes, shared costs, flatmates | de kosten teilen, wer schuldet
      | es dividir la cuenta, quién debe, deudas | fr partager l'addition, qui doit, dettes | ko 더치페이, 정산 | zh 分账, 平摊,
      欠钱 | ja 割り勘, 立て替え
      > split expenses, expense sharing, splitwise
    pay back, loan, mortgage, credit card debt, interest rate | de schulden, kredit, hypothek, darlehen | es préstamo,
      hipoteca | fr prêt, crédit immobilier, emprunt | pt empréstimo, dívida, financiamento | it prestito, mutuo,
      debiti | ko 대출, 이자 | zh 贷款, 房贷, 债务 | ja ローン, 借金, 住宅ローン
      > loan, debt, mortgage, finance
    retire, pension, old age savings | de rente, altersvorsorge | es jubilación | fr retraite | pt aposentadoria
      | it pensione | ko 은퇴, 연금, 노후 | zh 退休, 养老金 | ja 老後, 年金, 退職
      > retirement planning, pension, personal finance, investing
    get paid, paid on time, havent paid, unpaid, late payers, bill my clients, bill a client, send a bill,
      customers owe | de zahlungserinnerung, mahnung, mahnungen | es cobrar, cobro, impagos | fr impayés,
      relance de paiement, facturer | pt cobrança, fatura, boleto | it fattura, fatture, sollecito | ko 미수금, 대금, 청구
      | zh 收款, 催款, 欠款 | ja 未払い, 督促, 請求
      > invoice, billing, payment reminder, accounts receivable
    take payments, accept payments, take money online, accept cards, sell online, take card payments, charge customers,
      charge my customers | de zahlungen annehmen, online verkaufen | es aceptar pagos, vender en línea, vender online
      | fr accepter des paiements, vendre en ligne | pt receber pagamentos | it vendere online, accettare pagamenti
      | ko 온라인 판매, 결제 받 | zh 收钱, 网上卖, 收付款 | ja ネット販売, 決済導入
      > payments, stripe, checkout, ecommerce
    cheapest, cheaper, best price, lowest price, price drop, bargain, on sale, good deal, worth buying,
      when it gets cheaper | de günstig, günstiger, billig, am billigsten, preisvergleich | es barato, barata,
      más barato, chollo, ofertas | fr moins cher, pas cher, meilleur prix, bonne affaire, promo | pt mais barato,
      promoção, desconto, preço | it economico, prezzo più basso, sconto, offerte, prezzo | ko 싸게, 최저가, 저렴 | zh 便宜,
      最低价, 划算, 比价, 打折 | ja 安く, 最安値, 値下げ, お得
      > price comparison, deals, price tracking, discount
    out of stock, back in stock, in stock, sold out, run out of stock, running low, stock levels,
      whats in the warehouse | de ausverkauft, lagerbestand, auf lager | es agotado, sin existencias, existencias
      | fr rupture de stock, en stock | pt estoque, esgotado | it esaurito, magazzino, scorte | ko 품절, 재입고, 재고 | zh 缺货,
      有货, 库存, 补货 | ja 在庫切れ, 売り切れ, 在庫
      > inventory, availability, inventory management
    return a product, send it back, get my money back, money back, refund | de rückgabe, geld zurück, umtausch
      | es devolución, devolver, reembolso | fr retour produit, remboursement | pt devolução | it reso, rimborso
      | ko 환불, 반품 | zh 退货, 退款 | ja 返品, 返金
      > refund, returns, customer support
    make money, earn money, side hustle, passive income, extra income, money online, get rich | de geld verdienen,
      nebenverdienst | es ganar dinero, ingresos extra | fr gagner de l'argent, revenus | pt ganhar dinheiro,
      renda extra | it guadagnare, reddito extra | ko 돈 벌, 부업, 수익 | zh 赚钱, 挣钱, 副业 | ja 稼ぐ, 副業, 収入
      > monetization, income, earn, freelance
    how much tax, tax office, file my taxes, tax deductible, write off, deduct | de finanzamt, steuern sparen, absetzen
      | es hacienda, deducir, renta | fr impots, déduire | pt imposto, imposto de renda | it tasse,
      dichiarazione dei redditi | ko 세금 신고, 공제, 종소세 | zh 个税, 抵税, 交税 | ja 節税, 控除, 納税
      > tax, tax return, deductions
    should i buy shares, good shares, which stocks, stock tips, how are my shares, my shares, my stocks, stock picks,
      shares do, wall street | de welche aktien, meine aktien, depot | es mis acciones, qué acciones | fr mes actions,
      quelles actions, actions en bourse | pt ações, bolsa de valores, investir | it azioni, borsa, investire
      | ko 내 주식, 종목 추천, 증권 | zh 选股, 股民, 我的股票, 荐股 | ja 銘柄, 持ち株, 株価予想
      > stock analysis, stocks, portfolio, stock market
    buy low, trade automatically, trades for me, trading robot, automatic trading, bot that trades, test a strategy,
      past prices | de automatisch handeln | es operar automáticamente | fr trading automatique | ko 자동매매, 매매 봇
      | zh 自动交易, 量化, 回测 | ja 自動売買, シストレ
      > trading bot, algorithmic trading, backtesting, trading strategy
    send coins, send crypto, swap coins, swap tokens, exchange coins, how much is my crypto, my coins, coin price
      | ko 코인 시세, 코인 전송 | zh 币价, 转币, 换币 | ja 送金, コイン価格
      > crypto wallet, token swap, crypto prices, portfolio
    rug pull, honeypot, scam coin, scam token, is this coin safe, is this token safe, hot coins, new coins, meme coins
      | ko 코인 사기 | zh 土狗, 貔貅, 跑路 | ja 詐欺コイン
      > token security, rug check, memecoin, risk
  `,
  ),
  ...relations(
    WIKIPEDIA,
    `
    will it happen, chances of, how likely, who will win, predict the outcome, bet on the election, bet on
      | de wer gewinnt, wie wahrscheinlich | es quién ganará | fr qui va gagner | pt quem vai ganhar, apostar, apostas
      | it chi vincerà, scommesse | ko 누가 이길, 승부 예측 | zh 谁会赢, 预测市场 | ja 勝敗予想, 予想市場
      > prediction market, odds, polymarket, forecast
    what is it worth, what its worth, how much is it worth, worth of a company, valuation, is it overpriced
      | de was ist es wert, unternehmenswert | es cuánto vale | fr combien ça vaut | ko 얼마짜리, 기업 가치 | zh 值多少钱, 估值
      | ja いくらの価値, 企業価値
      > valuation, financial analysis, dcf
    insurance, insurance claim, health insurance, car insurance | de versicherung, versicherungen, krankenkasse
      | es seguro médico, aseguradora | fr mutuelle | pt seguro, plano de saúde | it assicurazione | ko 보험 | zh 保险, 理赔
      | ja 保険
      > insurance, claims, coverage
    rent a flat, find a flat, flat hunting, buy a house, place to live, new home, landlord, tenants, move in
      | de wohnung finden, wohnungssuche, vermieter, mieter, haus kaufen | es buscar piso, alquilar, comprar casa,
      inquilino | fr louer un appartement, acheter une maison, locataire | pt alugar, aluguel, apartamento, imóvel,
      imóveis | it affitto, casa in affitto, comprare casa, immobiliare | ko 집 구하, 전세, 월세, 부동산 | zh 租房, 买房, 房东, 房产
      | ja 部屋探し, 賃貸, 不動産
      > real estate, property, rental, apartment
  `,
  ),
]
