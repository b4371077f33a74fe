import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKTIONARY } from '../sources.ts'

/** Getting away, getting there, and what to expect outside. */
export const TRAVEL_WORDS: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    go away, get away, getaway, holiday, vacation, weekend away, city break, week off, backpacking, honeymoon, days in,
      a week in | de urlaub, ferien, verreisen, städtereise | es vacaciones, escapada, viaje, viajar | fr vacances,
      voyage, partir en week-end | pt férias, viagem, roteiro | it vacanza, vacanze, viaggio, viaggiare | ko 휴가, 여행 계획,
      여행 | zh 度假, 旅行, 旅游, 出游, 攻略 | ja 休暇, 旅行計画
      > travel, trip planning, itinerary
    fly to, cheap flights, plane ticket, air ticket, my flight, flight delayed, is my plane | de flug, flüge,
      billigflug, flugticket, verspätung | es vuelo, vuelos, billete de avión | fr vol pas cher, billet d'avion, vols
      | pt voo, voos, passagem aérea, passagens | it volo, voli, biglietto aereo | ko 항공권, 비행기표, 항공편 | zh 航班, 机票, 飞机票,
      特价机票 | ja 航空券, 飛行機のチケット, フライト
      > flight, airfare, flight search
    place to stay, somewhere to stay, where to stay, spend the night, room for the night, holiday home | de unterkunft,
      übernachten, ferienwohnung | es dónde dormir, alojamiento, dónde alojarme | fr où dormir, logement, hébergement
      | pt hospedagem, onde ficar, pousada | it dove dormire, alloggio, albergo | ko 숙소, 호텔 예약, 민박 | zh 住宿, 酒店, 民宿, 订房
      | ja 宿泊, ホテル予約
      > hotel, accommodation, booking
    how do i get to, how to get to, get there, way to work, get to work, commute, quickest way, shortest way,
      fastest route, when to leave | de wie komme ich, arbeitsweg, pendeln, schnellster weg | es cómo llegar, cómo voy,
      trayecto | fr comment aller, trajet, itinéraire | pt como chegar, trajeto, rota | it come arrivare, percorso,
      tragitto | ko 가는 길, 출퇴근, 길찾기, 길 찾 | zh 怎么去, 怎么走, 路线, 通勤, 导航 | ja 行き方, 経路, 道順
      > directions, route, navigation, transit
    next bus, next train, bus stop, when does the bus, when does the train, the bus, underground, subway, tram,
      catch a train, catch the train, miss my train, train delayed | de nächster bus, nächste bahn, bahn, zug,
      fahrkarte, haltestelle, straßenbahn | es próximo tren, autobús, metro, billete de tren, parada
      | fr prochain train, prochain bus, billet de train, arrêt de bus | pt ônibus, trem, próximo ônibus | it treno,
      metropolitana, biglietto del treno, fermata | ko 버스 도착, 지하철, 기차표, 버스 | zh 公交, 地铁, 火车票, 高铁, 班车 | ja 次の電車, 電車, 地下鉄,
      乗り換え, バス停
      > train, public transport, transit, departures, timetable
    umbrella, will it rain, is it raining, going to rain, do i need a coat, what to wear today, what should i wear,
      clothes for today, warm outside, cold outside, sunny, snow, storm | de regenschirm, regnet es, wird es regnen,
      regen, schnee, sonnig | es paraguas, va a llover, llueve, lluvia, tiempo que hará | fr parapluie,
      va-t-il pleuvoir, pluie, météo, neige | pt guarda-chuva, vai chover, chuva, previsão do tempo, clima
      | it ombrello, pioverà, pioggia, previsioni | ko 우산, 비 와, 비가 오, 기온 | zh 带伞, 下雨, 会不会下, 天气预报, 气温 | ja 雨が降, 天気予報, 気温
      > weather, weather forecast
    air quality, pollution, smog, pollen, hay fever, fine dust | de luftqualität, heuschnupfen | es calidad del aire,
      polen, contaminación | fr qualité de l'air, allergie au pollen | ko 미세먼지, 공기질 | zh 空气质量, 雾霾, 花粉 | ja 空気, 大気汚染
      > air quality, aqi, pollen, weather
    near me, nearby, around here, close by, in my area, in my neighbourhood, around the corner, shops open, open now
      | de in der nähe, in meiner nähe, um die ecke | es cerca de mí, cerca de aquí, por aquí | fr près de chez moi,
      à proximité, près d'ici | pt perto de mim, por perto | it vicino a me, qui vicino, nei dintorni | ko 근처, 주변, 가까운
      | zh 附近, 周边, 身边 | ja 近く, 近所, 周辺
      > places, nearby, maps, local search
    this weekend, at the weekend, what to do tonight, things to do, something to do, whats on in, going out, day out,
      night out, what is going on, whats going on, going on in my town, something fun | de am wochenende, was ist los,
      unternehmen, ausgehen | es este fin de semana, qué hacer, planes | fr ce week-end, que faire, sortir ce soir,
      sorties | pt fim de semana, o que fazer, passeio | it fine settimana, cosa fare | ko 이번 주말, 놀거리, 가볼 만한, 가볼만한
      | zh 周末去哪, 周末, 去哪玩, 好玩的 | ja 今週末, 週末, お出かけ, 遊びに行
      > events, activities, concerts, local guide
    abroad, passport, visa for, need a visa, jet lag, time difference, what time is it in, time zones | de ausland,
      reisepass, zeitverschiebung, zeitzone | es extranjero, pasaporte, diferencia horaria | fr étranger, passeport,
      décalage horaire | pt exterior, passaporte, fuso horário | it estero, fuso orario | ko 해외, 여권, 시차 | zh 出国, 护照,
      时差, 时区 | ja 海外, パスポート, 時差
      > travel, timezone, visa
    pack for, what to pack, packing, suitcase, luggage | de koffer packen, packliste, gepäck | es hacer la maleta,
      equipaje, maleta | fr faire ma valise, bagages, valise | pt mala, bagagem | it valigia, bagagli | ko 짐 싸, 캐리어,
      준비물 | zh 行李, 打包行李 | ja 荷造り, 持ち物, スーツケース
      > packing list, travel
  `,
  ),
  ...relations(
    WIKTIONARY,
    `
    ride home, lift home, get a cab, call a taxi, call a cab, drive me, ride share | de mitfahren, taxi rufen
      | es pedir un taxi, viaje compartido | fr appeler un taxi, covoiturage | pt chamar um táxi, carona
      | it chiamare un taxi, passaggio | ko 택시 불러, 택시 호출 | zh 打车, 叫车 | ja タクシーを呼, 配車
      > taxi, ride hailing, uber
    traffic jam, road works, stuck on the road | de stau, verkehr, baustelle | es tráfico, atasco | fr embouteillage,
      bouchons, trafic routier | pt trânsito, engarrafamento | it traffico, ingorgo | ko 교통 상황, 막히 | zh 堵车, 路况 | ja 渋滞,
      交通情報
      > traffic, navigation, route
    parking, park my car, parking space | de parkplatz, parken | es aparcar, aparcamiento, estacionamiento
      | fr me garer, place de parking | pt estacionar | it parcheggio | ko 주차 | zh 停车, 车位 | ja 駐車場, 駐車
      > parking
    earthquake, flood, wildfire, tsunami, hurricane | de erdbeben, hochwasser, waldbrand | es terremoto, inundación,
      incendio forestal | fr séisme, inondation, tremblement de terre | pt enchente | it alluvione | ko 지진, 홍수, 태풍
      | zh 地震, 洪水, 台风 | ja 台風, 津波
      > earthquake, disaster, alerts, emergency
  `,
  ),
]
