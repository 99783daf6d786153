// placeholder until the target has content
