import { groups, type SynonymGroup } from './group.ts'
import { MICROSOFT, OWASP, WIKIPEDIA } from './sources.ts'

/** Who may do what, and how systems are attacked and defended. */
export const SECURITY: readonly SynonymGroup[] = [
  ...groups(
    OWASP,
    `
    xss, cross site scripting
    csrf, xsrf, cross site request forgery
    sqli, sql injection | ko sql 인젝션 | zh sql注入 | ja sqlインジェクション
    prompt injection, jailbreak | ko 프롬프트 인젝션 | zh 提示词注入, 提示注入 | ja プロンプト攻撃
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    pentest, penetration test, pen test, ethical hacking | de penetrationstest
      | es prueba de penetración, pruebas de intrusión | fr test d'intrusion | ko 모의 해킹, 침투 테스트
      | zh 渗透测试, 滲透測試 | ja 侵入テスト, ペネトレーションテスト
    vulnerability, cve, security hole, security flaw | de schwachstelle, sicherheitslücke, sicherheitslücken
      | es vulnerabilidad, vulnerabilidades | fr vulnérabilité, faille de sécurité | ko 취약점, 보안 취약점
      | zh 漏洞, 弱點 | ja 脆弱性
    auth, authentication, login, log in, sign in | de authentifizierung, anmeldung, anmelden
      | es autenticación, iniciar sesión | fr authentification, connexion, se connecter | ko 인증, 로그인
      | zh 身份验证, 認證, 登录, 登入 | ja 認証, ログイン
    authorization, authz, access control, permissions, rbac | de berechtigung, berechtigungen, zugriffskontrolle
      | es autorización, permisos, control de acceso | fr autorisation, droits d'accès | ko 권한, 인가, 접근 제어
      | zh 授权, 權限, 权限, 访问控制 | ja 認可, 権限, アクセス制御
    mfa, 2fa, two factor authentication, multi factor authentication | de zwei-faktor-authentifizierung
      | es doble factor, autenticación en dos pasos | fr double authentification | ko 2단계 인증, 이중 인증
      | zh 双因素认证, 雙因素驗證, 两步验证 | ja 二段階認証, 二要素認証
    otp, one time password, one time code, totp, verification code | de einmalpasswort | es código de verificación
      | fr code de vérification | ko 일회용 비밀번호, 인증번호 | zh 验证码, 驗證碼
      | ja ワンタイムパスワード, 認証コード
    sso, single sign on | ko 통합 로그인 | zh 单点登录, 單一登入 | ja シングルサインオン
    malware, virus, trojan | de schadsoftware, schadprogramm | es código malicioso | fr logiciel malveillant
      | ko 악성코드, 바이러스 | zh 恶意软件, 惡意軟體, 病毒 | ja マルウェア, ウイルス
    phishing, scam, fraud | de betrug | es estafa, fraude | fr hameçonnage, arnaque | ko 피싱, 사기
      | zh 钓鱼, 釣魚, 诈骗, 詐騙 | ja フィッシング, 詐欺
    encrypt, encryption, cryptography, cipher | de verschlüsseln, verschlüsselung | es cifrar, cifrado
      | fr chiffrer, chiffrement | ko 암호화 | zh 加密 | ja 暗号化
  `,
  ),
  ...groups(
    MICROSOFT,
    `
    security | de sicherheit | es seguridad | fr sécurité | ko 보안 | zh 安全, 資安 | ja セキュリティ
    privacy, data protection | de datenschutz, privatsphäre | es privacidad, protección de datos
      | fr confidentialité, vie privée | ko 프라이버시, 개인정보 보호 | zh 隐私, 隱私 | ja プライバシー
    password, passphrase, passcode | de passwort, passwörter, kennwort | es contraseña, contraseñas
      | fr mot de passe, mots de passe | ko 비밀번호, 패스워드 | zh 密码, 密碼 | ja パスワード
    credential, secret, api key | de zugangsdaten, anmeldedaten | es credenciales, claves | fr identifiants
      | ko 자격 증명, 시크릿, 인증 정보 | zh 凭证, 憑證, 密钥, 金鑰 | ja 資格情報, シークレット
    ssl, tls, https certificate | de zertifikat, zertifikate | es certificado, certificados
      | fr certificat, certificats | ko 인증서 | zh 证书, 憑證 | ja 証明書
  `,
  ),
]
