import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Companies, customers, advertising and prices. */
export const CUSTOMERS: readonly Relation[] = words(
  WIKTIONARY,
  `
    company, business | de firma, firmen, unternehmen, betrieb, geschäft | es empresa, empresas, negocio, negocios
      | fr entreprise, entreprises, société, affaires | it azienda, aziende, impresa, affari | ko 회사, 기업, 사업, 비즈니스
      | zh 公司, 企业, 商业, 企業, 业务 | ja 会社, 事業, ビジネス
    customer, customers, client | de kunde, kunden, kundin, kundschaft | es cliente, clientes | fr clientèle
      | it clienti | ko 고객, 손님, 거래처 | zh 客户, 顾客, 客戶 | ja 顧客, お客様, 取引先
    sales, lead | de vertrieb, umsatz, absatz, interessenten | es ventas, prospectos, clientes potenciales
      | fr ventes, prospection | pt vendas, clientes potenciais | it vendite, potenziali clienti | ko 영업, 매출, 판매
      | zh 销售, 销售线索, 营业额, 業務 | ja 営業, 売上, 見込み客, 販売
    marketing, campaign | de werbekampagne, kampagne, kampagnen | es mercadotecnia, campaña, campañas
      | fr campagne, campagnes, mercatique | pt campanha, campanhas | it campagna | ko 마케팅, 홍보, 캠페인 | zh 营销, 推广,
      行銷, 宣传 | ja 宣伝, 販促, マーケティング, キャンペーン
    advertising, ads, ad | de werbung, anzeige, anzeigen, werbeanzeigen | es publicidad, anuncio, anuncios
      | fr publicité, publicités, annonce, annonces | pt publicidade, propaganda | it pubblicità, annuncio,
      annunci | ko 광고 | zh 广告, 廣告 | ja 広告
    social media, social network | de soziale medien, soziale netzwerke | es redes sociales, red social
      | fr réseaux sociaux, réseau social | pt redes sociais, mídias sociais | it reti sociali, rete sociale
      | ko 소셜, 소셜미디어, 에스엔에스 | zh 社交媒体, 自媒体, 社群媒體, 社交 | ja ソーシャル, 交流サイト
    follower, engagement, viral | de reichweite, anhänger | es seguidores, seguidor, alcance | fr abonnés, portée
      | it seguaci, seguito | ko 팔로워, 조회수, 바이럴 | zh 粉丝, 流量, 涨粉, 爆款 | ja フォロワー, 拡散, バズ
    trend, trending | de aktuelle themen | es tendencia, tendencias | fr tendance, tendances | it tendenza,
      tendenze | ko 트렌드, 유행, 인기, 동향 | zh 趋势, 热门, 热点, 趨勢, 热搜 | ja 流行, 話題, 動向, トレンド
    comment, comments | de kommentar, kommentare, anmerkung | es comentario, comentarios | fr commentaire,
      commentaires | it commento, commenti | ko 댓글, 코멘트, 의견 | zh 评论, 留言, 評論 | ja コメント, 意見
    feedback, reviews | de rückmeldung, bewertung, bewertungen, rezension | es opiniones, reseña, reseñas,
      valoración | fr avis | pt avaliação, avaliações, opiniões | it recensione, recensioni, valutazione | ko 피드백,
      후기, 평가 | zh 反馈, 评价, 評價, 点评 | ja 評価, 口コミ, 感想, フィードバック
    product, products | de produkt, produkte | es producto, productos | fr produit, produits | pt produto,
      produtos | it prodotto, prodotti | ko 제품, 상품 | zh 产品, 商品, 產品 | ja 製品
    shop, store, ecommerce | de laden, onlineshop | es tienda, tiendas, tienda online, comercio electrónico
      | fr boutique, boutiques, magasin, commerce en ligne | pt loja, lojas, loja virtual | it negozio, negozi,
      commercio elettronico | ko 쇼핑몰, 가게, 매장, 상점 | zh 商店, 电商, 店铺, 網店, 网店 | ja 店舗, 通販, お店, ネットショップ
    price, prices, pricing | de preis, preise, kosten | es precio, precios, coste, costo, tarifa | fr prix, tarif,
      tarifs | pt preço, preços, custo | it prezzo, prezzi, tariffa | ko 가격, 요금, 시세 | zh 价格, 價格, 定价, 报价 | ja 価格,
      値段, 料金, 相場
    cheap, deal, discount | de günstig, günstige, billig, rabatt, angebot, angebote, schnäppchen | es barato,
      baratos, barata, oferta, ofertas, descuento, descuentos | fr réductions, bon marché, pas cher, promotion,
      soldes | pt desconto | it economico, offerta, offerte, sconto, sconti | ko 저렴, 할인, 특가, 싸게 | zh 便宜, 优惠, 打折,
      折扣, 優惠 | ja 安い, 割引, 格安, セール, お得
  `,
)
