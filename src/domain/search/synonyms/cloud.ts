import { groups, type SynonymGroup } from './group.ts'
import { CNCF, MDN, MICROSOFT, WIKIPEDIA } from './sources.ts'

/** Servers, networks and what keeps them running. */
export const CLOUD: readonly SynonymGroup[] = [
  ...groups(
    CNCF,
    `
    ci/cd, ci, cd, continuous integration, continuous delivery, continuous deployment | ko 지속적 통합, 지속적 배포
      | zh 持续集成, 持續整合, 持续部署, 持續部署 | ja 継続的インテグレーション
    iac, infrastructure as code | ko 코드형 인프라 | zh 基础设施即代码, 基礎架構即程式碼
    sre, site reliability engineering | zh 站点可靠性工程
    o11y, observability | ko 관측 가능성, 옵저버빌리티 | zh 可观测性, 可觀測性 | ja 可観測性, オブザーバビリティ
    container, docker | ko 컨테이너, 도커 | zh 容器 | ja コンテナ, ドッカー
  `,
  ),
  ...groups(
    MICROSOFT,
    `
    vm, virtual machine, hypervisor | de virtuelle maschine | es máquina virtual, máquinas virtuales
      | fr machine virtuelle, machines virtuelles | ko 가상 머신, 가상머신 | zh 虚拟机, 虛擬機 | ja 仮想マシン
    server | es servidor, servidores | fr serveur, serveurs | ko 서버 | zh 服务器, 伺服器 | ja サーバー, サーバ
    database, db | de datenbank, datenbanken | es base de datos, bases de datos | fr base de données, bases de données
      | ko 데이터베이스, 디비 | zh 数据库, 資料庫 | ja データベース
    migration, migrate | de migrieren | es migrar, migración | fr migrer | ko 마이그레이션, 이관 | zh 迁移, 遷移
      | ja 移行, マイグレーション
    backup, back up, snapshot | de datensicherung, sicherung | es copia de seguridad, respaldo
      | fr sauvegarde, sauvegarder | ko 백업 | zh 备份, 備份 | ja バックアップ
    restore, recover, recovery | de wiederherstellen, wiederherstellung | es restaurar, recuperar
      | fr restaurer, récupérer | ko 복원, 복구 | zh 恢复, 還原, 復原 | ja 復元, 復旧
    logs, logging, log files | de protokolle, protokollierung | es registros | fr journaux, journalisation | ko 로그
      | zh 日志, 日誌 | ja ログ
    performance, speed, latency | de leistung, geschwindigkeit | es rendimiento, velocidad | fr vitesse, rapidité
      | ko 성능, 속도 | zh 性能, 效能, 速度 | ja パフォーマンス
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    cron, cron job, scheduled task, scheduled job | de geplante aufgabe, zeitgesteuert
      | es tarea programada, tareas programadas | fr tâche planifiée, tâches planifiées | ko 예약 작업, 크론
      | zh 定时任务, 定時任務, 排程任務 | ja 定期実行, スケジュール実行
    wifi, wi-fi, wlan, wireless network | de drahtlosnetzwerk | es red inalámbrica | fr réseau sans fil | ko 와이파이
      | zh 无线网络, 無線網路 | ja 無線lan, ワイファイ
    self hosted, self hosting, homelab, home server | de selbst gehostet, heimserver
      | es autoalojado, servidor doméstico | fr auto-hébergé, auto-hébergement | ko 셀프 호스팅, 홈서버
      | zh 自托管, 自架 | ja セルフホスト, 自宅サーバー
  `,
  ),
  ...groups(
    MDN,
    `
    dns, domain name system, name server
  `,
  ),
]
