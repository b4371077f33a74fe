#!/bin/sh
# Prints the size of an image and its three largest layers. Changes nothing.
set -eu
image=${1:?usage: measure.sh IMAGE}
docker image inspect -f '{{.Size}}' "$image"
docker history --no-trunc --format '{{.Size}}\t{{.CreatedBy}}' "$image" | sort -hr | head -3
