/**
 * Domains under which anybody opens a site, a function or a bucket of any name within minutes: whose it is, the name does not say.
 * Sources: the providers' own pages, and the private part of the Public Suffix List.
 */
const SUFFIXES = new Set(
  (
    'vercel.app netlify.app pages.dev workers.dev herokuapp.com onrender.com fly.dev up.railway.app replit.app replit.dev repl.co glitch.me ' +
    'surge.sh github.io gitlab.io web.app firebaseapp.com firebaseio.com supabase.co deno.dev azurewebsites.net blob.core.windows.net ' +
    'cloudfront.net r2.dev lovable.app framer.app webflow.io wixsite.com blogspot.com weebly.com notion.site pythonanywhere.com val.run ' +
    'hf.space streamlit.app koyeb.app zeabur.app modal.run run.app appspot.com cloudfunctions.net digitaloceanspaces.com backblazeb2.com ' +
    'on.aws render.com translate.goog myshopify.com 000webhostapp.com infinityfreeapp.com app-distribution.net b-cdn.net amplifyapp.com ' +
    // Machines, balancers and front ends that are rented by the hour.
    'cloudapp.net azurecontainer.io azurecontainerapps.io azureedge.net azurefd.net trafficmanager.net azure-api.net core.windows.net ' +
    'elasticbeanstalk.com awsapprunner.com amazonlightsail.com fcapp.run myqcloud.com bc.googleusercontent.com linodeusercontent.com ' +
    'linodeobjects.com wasabisys.com vultrobjects.com app.github.dev gitpod.io script.googleusercontent.com'
  ).split(' '),
)
/** Buckets, functions, machines and balancers below a name that also has the provider's own. */
const RENTED =
  /(?:^|\.)(?:(?:(?:s3|execute-api)(?:[.-][a-z\d-]{2,20}){0,2}|(?:[a-z]{2}(?:-[a-z]{3,12}){1,2}-\d\.)?(?:elb|compute(?:-\d)?|es|aoss|rds))\.amazonaws\.com|(?:[a-z\d]{3,30}\.)?cloudapp\.azure\.com|(?:commondata|firebase)?storage\.googleapis\.com|(?:oss|fc|fcv\d|ecs)(?:-[a-z\d-]{2,30})?\.aliyuncs\.com|(?:[a-z]{2}-[a-z\d-]{2,20}\.)fc\.aliyuncs\.com)$/

/** The part of a host's name that anybody may have a name under, as `vercel.app`, or ''. */
export function sharedSuffix(host: string): string {
  const rented = RENTED.exec(host)
  if (rented) return rented[0].replace(/^\./, '')
  for (let part = host; part.includes('.'); part = part.slice(part.indexOf('.') + 1))
    if (SUFFIXES.has(part)) return part === host ? '' : part
  return ''
}

const SECOND_LEVEL = /\.(?:co|com|org|net|ac|gov|edu|or|ne|go)\.[a-z]{2}$/

/** The domain that one owner has: `api.weather.co.uk` is of `weather.co.uk`, `x.y.vercel.app` of `y.vercel.app`. */
export function domainOf(host: string): string {
  const suffix = sharedSuffix(host) || (SECOND_LEVEL.exec(host)?.[0].slice(1) ?? host.split('.').at(-1) ?? '')
  const own =
    host
      .slice(0, -suffix.length - 1)
      .split('.')
      .at(-1) ?? ''
  return own === '' ? host : `${own}.${suffix}`
}
