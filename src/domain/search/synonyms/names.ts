import { groups, type SynonymGroup } from './group.ts'
import { DATACAMP, WIKIPEDIA } from './sources.ts'

/** Products and services that people know by two names: after a renaming, by a short form, or in another script. */
export const NAMES: readonly SynonymGroup[] = [
  ...groups(
    DATACAMP,
    `
    openclaw, clawdbot, moltbot
    clawhub, clawdhub
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    twitter, x | ko 트위터 | zh 推特 | ja ツイッター
    facebook, fb | ko 페이스북 | zh 脸书, 臉書 | ja フェイスブック
    instagram, insta, ig | ko 인스타그램, 인스타 | ja インスタグラム, インスタ
    youtube, yt | ko 유튜브 | zh 油管 | ja ユーチューブ
    whatsapp, wa | ko 왓츠앱
    telegram, tg | ko 텔레그램 | zh 电报, 電報 | ja テレグラム
    wechat, weixin | ko 위챗 | zh 微信 | ja ウィーチャット
    wecom, wechat work | zh 企业微信, 企業微信
    feishu, lark, larksuite | zh 飞书, 飛書
    dingtalk | zh 钉钉, 釘釘
    xiaohongshu, xhs, rednote, little red book | ko 샤오홍슈 | zh 小红书, 小紅書
    weibo | ko 웨이보 | zh 微博
    bilibili | zh 哔哩哔哩, 嗶哩嗶哩, b站
    kakaotalk, kakao talk | ko 카카오톡, 카톡
    naver | ko 네이버
    hacker news, hn
    visual studio code, vscode, vs code
    claude code, cc | ko 클로드 코드
    github | ko 깃허브 | ja ギットハブ
    microsoft 365, office 365, m365, o365
    aws, amazon web services
    gcp, google cloud, google cloud platform | ko 구글 클라우드
    home assistant, hass
    raspberry pi, rpi | ko 라즈베리파이 | zh 树莓派, 樹莓派 | ja ラズパイ, ラズベリーパイ
    macos, mac, os x, macintosh | ko 맥, 맥북 | zh 苹果电脑, 蘋果電腦 | ja マック
    duckduckgo, ddg
  `,
  ),
]
