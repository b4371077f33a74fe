import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Journeys, maps, towns, traffic and power. */
export const MOVING: readonly Relation[] = words(
  WIKTIONARY,
  `
    hiking, outdoor | de wandern, wanderung, wanderweg | es senderismo, excursionismo, caminata | fr randonnée,
      randonnées | pt trilha, caminhada | it escursione, escursionismo, trekking | ko 등산, 하이킹, 산행 | zh 徒步, 登山, 爬山,
      户外 | ja ハイキング, 山登り
    flight, airport | de flug, flüge, flughafen, flugzeug | es vuelo, vuelos, aeropuerto, avión | fr vol, vols,
      aéroport | pt voo, voos, aeroporto, avião | it volo, voli, aereo | ko 항공, 비행기, 공항, 항공권 | zh 航班, 机票, 飞机, 机场,
      航空 | ja 飛行機, 航空券, 空港, フライト
    train, railway | de zug, züge, bahn, bahnhof, fahrplan, fahrkarte | es tren, trenes, estación, ferrocarril
      | fr gare, chemin de fer, horaires | pt trem, trens, comboio, estação | it treno, treni, stazione | ko 기차,
      열차, 철도 | zh 火车, 高铁, 列车, 铁路, 火車 | ja 電車, 列車, 新幹線
    bus, public transport, transit | de busse, nahverkehr, öpnv, straßenbahn, u-bahn | es autobús, metro,
      transporte público | fr transports en commun, tramway | pt ônibus | it metropolitana, trasporto pubblico
      | ko 버스, 지하철, 대중교통 | zh 公交, 地铁, 公共交通, 巴士 | ja バス, 地下鉄
    hotel, accommodation | de unterkunft, übernachtung, ferienwohnung | es alojamiento, hoteles, hospedaje
      | fr hébergement | pt hospedagem, hotéis | it albergo, alloggio | ko 호텔, 숙소, 숙박 | zh 酒店, 住宿, 旅馆, 飯店
      | ja ホテル, 宿泊, 旅館
    restaurant, cafe | de gaststätte, lokale | es restaurante, restaurantes, cafetería | fr restos, resto
      | it ristorante, ristoranti | ko 식당, 맛집, 카페, 레스토랑 | zh 餐厅, 餐廳, 饭店, 咖啡馆, 美食 | ja レストラン, 飲食店, カフェ, 食堂
    map, route, navigation | de landkarte, karte, karten, strecke, wegbeschreibung | es mapa, mapas, ruta, rutas
      | fr carte, cartes, itinéraire, trajet, plan de ville | pt rota, rotas | it mappa, mappe, percorso,
      itinerario | ko 지도, 경로, 길찾기, 노선 | zh 地图, 路线, 导航, 地圖, 路線 | ja 地図, 経路, ルート, 道案内
    location, place, address | de ort, orte, standort, adresse, anschrift | es lugar, lugares, ubicación,
      dirección | fr lieu, lieux, endroit | pt localização, endereço | it luogo, luoghi, posizione, indirizzo
      | ko 장소, 위치, 주소 | zh 地点, 位置, 地址, 場所, 场所 | ja 住所
    city, town | de stadt, städte | es ciudad, ciudades | fr ville, villes | pt cidade, cidades | it città
      | ko 도시, 시내 | zh 城市, 都市
    country, world | de länder, welt | es país, países, mundo | fr monde | it paese, paesi, mondo | ko 국가, 나라, 세계
      | zh 国家, 國家, 世界
    traffic, parking | de verkehr, stau, parkplatz, parken | es tráfico, aparcamiento, estacionamiento
      | fr circulation, embouteillage, stationnement | pt trânsito, estacionamento | it traffico, parcheggio
      | ko 교통, 주차 | zh 交通, 停车, 路况 | ja 駐車場, 渋滞
    energy, electricity | de strom, energie, stromverbrauch, strompreis | es energía, electricidad, luz
      | fr électricité, courant | pt eletricidade | it elettricità | ko 전기, 에너지, 전력 | zh 能源, 电力, 电费, 用电 | ja 電力,
      エネルギー, 電気
    delay, delayed | de verspätung, verspätungen, verspätet | es retraso, retrasos, demora, atraso | fr retard,
      retards | pt atrasos | it ritardo, ritardi | ko 지연, 연착 | zh 延误, 晚点, 延誤 | ja 遅延, 遅れ
  `,
)
