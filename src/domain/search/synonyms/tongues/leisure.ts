import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Clothes, drinks, arts, nature and what a journey takes. */
export const LEISURE_WORDS: readonly Relation[] = words(
  WIKTIONARY,
  `
    watering, plant care | de gießen, bewässern, bewässerung | es regar, riego | fr arroser, arrosage | pt rega
      | it annaffiare, innaffiare | ko 물주기, 물 주기 | zh 浇水, 澆水 | ja 水やり, 水遣り
    laundry, cleaning | de wäsche, waschen, hausarbeit, putzplan | es lavandería, colada, limpieza del hogar
      | fr lessive, linge | pt roupa suja | it bucato, pulizie | ko 빨래, 세탁, 집안일, 청소 | zh 洗衣, 家务, 打扫, 家務 | ja 洗濯,
      家事, 掃除
    clothes, outfit, fashion | de kleidung, kleider | es ropa, vestimenta, moda | fr vêtement, vêtements, tenue
      | pt roupa, roupas | it vestiti, abbigliamento | ko 옷을, 의류, 패션, 코디 | zh 衣服, 穿搭, 时尚, 服装 | ja 洋服, ファッション, 着こなし
    hair, beauty, skincare | de haare, schönheit, hautpflege, kosmetik | es cabello, pelo, belleza, piel
      | fr cheveux, beauté, peau, soin | pt cabelo, beleza, pele | it capelli, bellezza, pelle | ko 머리카락, 미용, 피부,
      화장 | zh 头发, 美容, 护肤, 化妆 | ja 髪型, 化粧
    wine, coffee, cocktail | de wein, kaffee, bier | es vino, cerveza, cóctel | fr vins, bière | pt vinho, cerveja
      | it vini, caffè, birra | ko 와인, 커피, 맥주, 칵테일 | zh 葡萄酒, 咖啡, 啤酒, 鸡尾酒 | ja ワイン, コーヒー, ビール
    vegetarian, vegan | de vegetarisch, pflanzlich | es vegetariano, vegetariana, vegano | fr végétarien,
      végétarienne, végétalien | ko 채식, 비건 | zh 素食, 纯素 | ja 菜食, ベジタリアン
    water, hydration | de wasser, wassertrinken | es agua, hidratación | fr eau | it acqua | ko 물 마시, 수분 | zh 喝水,
      饮水, 補水 | ja 水分, 水を飲む
    swimming, yoga | de schwimmen | es natación, nadar | fr natation, nager, piscine | pt natação | it nuoto,
      nuotare | ko 수영, 요가 | zh 游泳, 瑜伽 | ja 水泳, ヨガ
    chess | de schach | es ajedrez | fr échecs | pt xadrez | it scacchi | ko 체스 | zh 国际象棋, 西洋棋 | ja チェス
    museum, art | de kunst, museen, gemälde, ausstellung | es arte, museo, museos, exposición | fr musée, musées,
      exposition, peinture | pt museu, museus, exposição | it musei, mostra | ko 미술, 박물관, 예술, 전시 | zh 艺术, 博物馆, 展览,
      藝術 | ja 美術, 芸術, 博物館, 展覧会
    nature, animals, birds | de tiere, vögel | es naturaleza, animales, pájaros, aves | fr animaux, oiseau,
      oiseaux | pt natureza, animais, pássaros | it natura, animali, uccelli | ko 자연, 동물, 조류 | zh 自然, 动物, 鸟类, 動物
      | ja 野鳥
    ocean, sea, tide | de meer, gezeiten, strand | es mar, mareas, playa | fr mer, marée, marées, plage | pt praia
      | it marea, spiaggia | ko 바다, 해변, 조수 | zh 海洋, 海边, 潮汐 | ja 海の, 海岸
    earthquake, disaster | de erdbeben, katastrophe, unwetter | es terremoto, terremotos, sismo | fr séisme,
      tremblement de terre | ko 지진, 재해 | zh 地震, 灾害 | ja 災害, 防災
    air quality, pollution | de luftqualität, feinstaub | es calidad del aire, contaminación | fr qualité de l'air
      | pt qualidade do ar, poluição | it qualità dell'aria, inquinamento | ko 미세먼지, 대기질, 공기질 | zh 空气质量, 雾霾, 空氣品質
      | ja 大気汚染, 空気質
    space, astronomy | de weltraum, weltall, sterne | es espacio, astronomía, estrellas | fr espace, astronomie,
      étoiles | pt espaço | it spazio, stelle | ko 우주, 천문, 별자리 | zh 太空, 天文, 宇宙 | ja 星空
    charging, electric car | de laden, ladesäule, ladesäulen, elektroauto, aufladen | es cargar coche,
      coche eléctrico, punto de carga | fr recharge, borne, bornes, voiture électrique | pt carro elétrico,
      recarga | it auto elettrica, ricarica | ko 충전, 전기차, 충전소 | zh 充电, 电动车, 充電, 充电桩 | ja 電気自動車
    fuel, gas station | de tanken, benzin, tankstelle, benzinpreis | es gasolina, gasolinera, combustible
      | fr essence, carburant, station-service | pt combustível | it benzina, carburante | ko 주유, 기름값, 주유소
      | zh 加油, 油价, 汽油 | ja ガソリン, 給油
    visa, passport | de reisepass, visum | es pasaporte, visado | fr passeport | pt passaporte, visto
      | it passaporto | ko 비자, 여권 | zh 签证, 护照, 簽證 | ja ビザ, 旅券, パスポート
    luggage, packing list | de gepäck, koffer, packliste | es equipaje, maleta, maletas | fr bagage, bagages,
      valise | pt bagagem, mala | it bagaglio, bagagli, valigia | ko 짐싸기, 수하물, 여행가방 | zh 行李, 打包 | ja 荷造り, 手荷物, 持ち物
  `,
)
