import { domainOf, sharedSuffix } from './shared-hosts.ts'

/** Registries and indexes of packages that their users know, mirrors among them. Source: the documentation of each. */
const REGISTRIES = new Set(
  (
    'pypi.org test.pypi.org files.pythonhosted.org registry.npmjs.org npmjs.org npmjs.com jsr.io npm.jsr.io ' +
    'download.pytorch.org pypi.nvidia.com pypi.ngc.nvidia.com data.pyg.org wheels.vllm.ai flashinfer.ai registry.npmmirror.com npmmirror.com ' +
    'registry.npm.taobao.org pypi.tuna.tsinghua.edu.cn mirrors.tuna.tsinghua.edu.cn mirrors.aliyun.com pypi.doubanio.com pypi.douban.com mirror.baidu.com ' +
    'mirrors.cloud.tencent.com repo.huaweicloud.com mirrors.huaweicloud.com pypi.mirrors.ustc.edu.cn mirrors.ustc.edu.cn pip.repos.neuron.amazonaws.com ' +
    'registry.yarnpkg.com wheelhouse.openmmlab.com download.openmmlab.com alphacep.com ' +
    'abetlen.github.io jllllll.github.io astral.sh rubygems.org index.crates.io nodejs.org tensorflow.org'
  ).split(' '),
)

/** Tenants of services and buckets whose owners people know. Source: the installation page of each project. */
const KNOWN_TENANTS = new Set(
  (
    'pypi.anaconda.org/scientific-python-nightly-wheels pypi.anaconda.org/rapidsai-wheels-nightly pypi.fury.io/arrow-nightlies ' +
    'us-python.pkg.dev/ml-oss-artifacts-published pkgs.dev.azure.com/dnceng pkgs.dev.azure.com/onnxruntime ' +
    'storage.googleapis.com/jax-releases storage.googleapis.com/libtpu-releases storage.googleapis.com/libtpu-wheels storage.googleapis.com/tensorflow'
  ).split(' '),
)

/** Services where anybody opens an index of any name: whose it is, only its name or the first part of its path says. */
const SERVICES =
  /(?:^|\.)(?:jfrog\.io|fury\.io|gitlab\.com|pkgs\.dev\.azure\.com|pkgs\.visualstudio\.com|pkg\.dev|anaconda\.org|pkg\.github\.com|googleapis\.com|amazonaws\.com)$/

/** Whose an index is: of a registry that people know, or of a tenant of a service that is open to everybody. */
export function indexKind(host: string, path: string): 'known' | 'tenant' | 'other' {
  if (REGISTRIES.has(host) || REGISTRIES.has(domainOf(host))) return 'known'
  // A path that climbs out of the tenant's folder ends in another one's.
  const tenant = /\.\.|%2e|\\/i.test(path) ? '' : (path.split('/')[1] ?? '')
  if (KNOWN_TENANTS.has(`${host}/${tenant}`)) return 'known'
  // There, the scope of a package is that of its owner, as on npm.
  if (host === 'npm.pkg.github.com' && /^\/?$/.test(path)) return 'known'
  return SERVICES.test(host) && sharedSuffix(host) === '' ? 'tenant' : 'other'
}
