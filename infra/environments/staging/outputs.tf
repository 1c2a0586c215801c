output "url" {
  description = "Address of the page and the API."
  value       = module.system.public_url
}

output "commands" {
  description = "What to do next."
  value       = module.system.commands
}

output "system" {
  description = "Names, URLs and ARNs of all that a person or a tool needs."
  value       = module.system
}
