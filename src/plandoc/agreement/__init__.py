"""What has been agreed, made permanent: in the sources, in every translation, and in what refers to them."""
