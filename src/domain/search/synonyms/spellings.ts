import { groups, type SynonymGroup } from './group.ts'
import { CAMBRIDGE } from './sources.ts'

/** British and American spellings that follow no rule. Those that do (`-ise`, `-our`, `-re`, `-lled`) need no group. */
export const SPELLINGS: readonly SynonymGroup[] = [
  ...groups(
    CAMBRIDGE,
    `
    grey, gray
    tyre, tire | de reifen | es neumático, neumáticos | fr pneu, pneus | ko 타이어 | zh 轮胎, 輪胎 | ja タイヤ
    kerb, curb
    jewellery, jewelry | de schmuck | es joyas, joyería | fr bijoux | ko 보석, 주얼리 | zh 珠宝, 珠寶
      | ja 宝石, ジュエリー
    aeroplane, airplane, aircraft, plane | de flugzeug, flugzeuge | es avión, aviones | fr avions | ko 비행기
      | zh 飞机, 飛機 | ja 飛行機
    cheque, check
    programme, program | de programm | es programa, programas | ko 프로그램 | zh 程序, 程式 | ja プログラム
    catalogue, catalog | de katalog | es catálogo | ko 카탈로그 | zh 目录, 目錄 | ja カタログ
    dialogue, dialog | de dialoge | es diálogo | ko 대화 | zh 对话, 對話 | ja 対話
    licence, license | de lizenz, lizenzen | es licencia, licencias | ko 라이선스 | zh 许可证, 授權條款
      | ja ライセンス
    judgement, judgment
    artefact, artifact
  `,
  ),
]
