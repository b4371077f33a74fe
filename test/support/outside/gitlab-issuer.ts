/** The issuer of GitLab's ID tokens, as `/docs/publish` has it. */
export const GITLAB = {
  issuer: 'https://gitlab.com',
  jwks_uri: 'https://gitlab.com/oauth/discovery/keys',
  kind: 'gitlab',
  rules: {
    host: 'gitlab.com',
    claims: {
      ...{ repository: 'project_path', repository_id: 'project_id', owner_id: 'namespace_id' },
      ...{ ref: 'ref', ref_type: 'ref_type', sha: 'sha', workflow: 'ci_config_ref_uri' },
      ...{ run_id: 'pipeline_id', run_attempt: null, event: 'pipeline_source' },
    },
    refuse: [
      {
        ...{ claim: 'project_visibility', is: 'none_of', values: ['public'], code: 'private_repository' },
        why: 'The project is not public. Only public ones are listed.',
      },
      {
        ...{ claim: 'pipeline_source', is: 'one_of', code: 'ref_not_allowed' },
        values: ['merge_request_event', 'external_pull_request_event'],
        why: 'A merge request proves nothing about its project. Run the pipeline for the default branch.',
      },
      {
        ...{ claim: 'ref_protected', is: 'none_of', values: ['true'], code: 'ref_not_allowed' },
        why: 'The pipeline ran for a branch that is not protected.',
      },
    ],
  },
}
