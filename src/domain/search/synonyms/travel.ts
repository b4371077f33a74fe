import { groups, type SynonymGroup } from './group.ts'
import { CAMBRIDGE, WIKTIONARY } from './sources.ts'

/** Journeys, public transport, cars and places. */
export const TRAVEL: readonly SynonymGroup[] = [
  ...groups(
    CAMBRIDGE,
    `
    holiday, vacation, time off, annual leave | de urlaub, ferien | es vacaciones | fr vacances, congés
      | ko 휴가, 휴일 | zh 假期, 休假, 度假 | ja 休暇, 休み
    underground, subway, metro, tube | de u-bahn | ko 지하철, 전철 | zh 地铁, 地鐵, 捷運 | ja 地下鉄
    car, automobile, vehicle | de autos, fahrzeug, kfz, pkw | es coche, coches, carro, vehículo
      | fr voiture, voitures, véhicule | ko 자동차, 차량 | zh 汽车, 汽車, 车辆 | ja 自動車, クルマ
  `,
  ),
  ...groups(
    WIKTIONARY,
    `
    travel, trip, journey, itinerary | de reise, reisen, reiseplan | es viaje, viajes, viajar, itinerario
      | fr voyage, voyages, voyager, itinéraire | ko 여행, 여행 일정 | zh 旅行, 旅游, 旅遊, 行程 | ja 旅程
    flight, airfare, plane ticket, air ticket, airline ticket | de flug, flüge, flugticket
      | es vuelo, vuelos, billete de avión | fr vol, vols, billet d'avion | ko 항공권, 항공편, 비행편
      | zh 航班, 机票, 機票 | ja 航空券, フライト, 飛行機チケット
    hotel, accommodation, lodging, place to stay | de unterkunft, unterkünfte | es alojamiento, hoteles
      | fr hébergement | ko 호텔, 숙소, 숙박 | zh 酒店, 住宿, 旅馆, 飯店 | ja ホテル, 宿泊
    train, rail, railway, railroad | de zug, züge, bahn, eisenbahn | es tren, trenes, ferrocarril | fr chemin de fer
      | ko 기차, 열차, 철도 | zh 火车, 火車, 列车, 高铁, 鐵路 | ja 電車, 列車, 鉄道, 新幹線
    bus | de busse, linienbus | es autobús, autobuses | fr autocar | ko 버스 | zh 公交, 公車, 巴士 | ja バス
    public transport, public transit, transit, departures | de nahverkehr, öpnv, abfahrten | es transporte público
      | fr transports en commun, transport public | ko 대중교통 | zh 公共交通, 大眾運輸 | ja 乗換案内
    timetable, train times, bus times, departure times | de fahrplan, fahrpläne | es horario, horarios | fr horaires
      | ko 시간표, 배차 | zh 时刻表, 時刻表
    ev, electric car, electric vehicle | de elektroauto, elektroautos, e-auto | es coche eléctrico, vehículo eléctrico
      | fr voiture électrique, véhicule électrique | ko 전기차, 전기 자동차 | zh 电动汽车, 電動車, 电动车
      | ja 電気自動車
    charging station, ev charger, charge point, charging point | de ladestation, ladesäule, ladesäulen
      | es punto de carga, estación de carga | fr borne de recharge, bornes de recharge | ko 충전소, 전기차 충전
      | zh 充电桩, 充電樁, 充电站 | ja 充電スタンド, 充電器
    bike, bicycle, cycling | de fahrrad, fahrräder, radfahren | es bicicleta, bici, ciclismo
      | fr vélo, vélos, cyclisme | ko 자전거 | zh 自行车, 腳踏車, 骑行, 單車 | ja 自転車, サイクリング
    map, city map | de karte, karten, landkarte, stadtplan | es mapa, mapas | fr carte, cartes, plan de ville
      | ko 지도 | zh 地图, 地圖 | ja 地図, マップ
    directions, route, navigation, route planner | de wegbeschreibung, routenplaner, strecke
      | es ruta, rutas, cómo llegar | fr trajet, itinéraire | ko 길찾기, 경로, 내비게이션 | zh 路线, 路線, 导航, 導航
      | ja ルート, 経路, 道案内, ナビ
    location, gps, geolocation | de standort, ortung | es ubicación, geolocalización | fr géolocalisation, emplacement
      | ko 위치, 위치 추적 | zh 位置, 定位 | ja 位置情報, 現在地
    nearby, near me, around here, local places | de in der nähe | es cerca de mí, cerca
      | fr à proximité, autour de moi | ko 주변, 근처 | zh 附近 | ja 近く, 周辺, 近所
  `,
  ),
]
